using System.Text.Json;
using Isotherm.Hosting;
using Isotherm.Report.Api;
using Isotherm.Report.Pages;
using Isotherm.Report.Queries;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Answers;

/// <summary>
/// What is answered when there is nothing to show: problem details (RFC 9457) for programs, a page for people.
/// </summary>
internal static class Problems
{
    private const string ApiPath = "/api";

    public static Answer Mistaken(HttpRequest request, IReadOnlyList<ParameterMistake> mistakes) => Of(
        request,
        StatusCodes.Status400BadRequest,
        string.Join(' ', mistakes.Select(mistake => $"{mistake.Parameter}: {mistake.Detail}")),
        mistakes);

    public static Answer NotFound(HttpRequest request) =>
        Of(request, StatusCodes.Status404NotFound, "There is nothing at this address.");

    public static Answer NotAllowed(HttpRequest request) =>
        Of(request, StatusCodes.Status405MethodNotAllowed, "This service is read only: use GET or HEAD.") with
        {
            Allow = "GET, HEAD",
        };

    public static Answer NotAcceptable(HttpRequest request) => Of(
        request,
        StatusCodes.Status406NotAcceptable,
        "It comes as application/json or as text/csv: accept one of them, or ask with format=json or format=csv.");

    public static Answer Failed(HttpRequest request, FailureAnswer failure) =>
        Of(request, failure.Status, failure.Reason) with
        {
            RetryAfter = failure.Status == StatusCodes.Status503ServiceUnavailable
                ? FailureToStatus.RetryAfterSeconds
                : null,
        };

    private static Answer Of(
        HttpRequest request, int status, string detail, IReadOnlyList<ParameterMistake>? mistakes = null)
    {
        var isApi = request.Path.StartsWithSegments(ApiPath, StringComparison.Ordinal);
        var answer = isApi
            ? Answer.Whole(ContentTypes.Problem, Json(status, detail, mistakes ?? []))
            : Answer.Whole(ContentTypes.Html, Page(request, status, detail));
        return answer with
        {
            Status = status,
            Tag = null,
            CacheControl = Lifetime.None,
            Vary = isApi ? null : "Accept-Language",
        };
    }

    private static byte[] Json(int status, string detail, IReadOnlyList<ParameterMistake> mistakes) =>
        OneLineJson.Object(json =>
        {
            json.WriteString("type", "about:blank");
            json.WriteString("title", ProblemTitles.English(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            if (mistakes.Count > 0) Write(json, mistakes);
        });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ParameterMistake> mistakes)
    {
        json.WriteStartArray("errors");
        foreach (var mistake in mistakes)
        {
            json.WriteStartObject();
            json.WriteString("parameter", mistake.Parameter);
            json.WriteString("detail", mistake.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Page(HttpRequest request, int status, string detail)
    {
        var language = LanguageChoice.Of(request);
        return ProblemPage.Render(status, ProblemTitles.Of(status, language), detail, language, PageFrame.Served);
    }
}
