using System.Text.Json;
using Isotherm.Core.Runs;
using Isotherm.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Fetch;

/// <summary>
/// What a request asks for, or why it cannot be granted; strict, because a typing error would import twice.
/// </summary>
/// <param name="Run">What is asked for; nothing for an empty body.</param>
/// <param name="Refusal">Names the field and what it must be; null when all is well.</param>
internal sealed record FetchRequest(RunRequest Run, string? Refusal)
{
    private const string RunForm = "run must be text of the form [a-z0-9-]{1,40}.";
    private const string HourForm = "hour must be text like 2019-02-19T14 or 2019-02-19T14:02:10Z.";

    public static async Task<FetchRequest> ReadAsync(HttpRequest request)
    {
        var body = await RequestBody.ReadAsync(request);
        if (body.IsEmpty) return new FetchRequest(RunRequest.None, Refusal: null);
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Refused("The body is not JSON.");
        }
    }

    private static FetchRequest Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return Refused("The body must be a JSON object.");
        DateTimeOffset? hour = null;
        RunId? run = null;
        foreach (var field in body.EnumerateObject())
        {
            var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : null;
            switch (field.Name)
            {
                case "hour" when hour is not null:
                case "run" when run is not null:
                    return Refused($"{field.Name} is given twice.");
                case "hour":
                    if (!UtcText.TryParse(text, out var instant)) return Refused(HourForm);
                    hour = instant;
                    break;
                case "run":
                    if (!RunId.TryParse(text, out var id)) return Refused(RunForm);
                    run = id;
                    break;
                default:
                    return Refused($"{Shown(field.Name)} is not known: there are hour and run.");
            }
        }

        return new FetchRequest(new RunRequest(hour, run), Refusal: null);
    }

    private static FetchRequest Refused(string reason) => new(RunRequest.None, reason);

    /// <summary>The name as JSON text, cut: it goes into the answer and the log.</summary>
    private static string Shown(string name) => $"\"{JsonEncodedText.Encode(name[..Math.Min(name.Length, 40)])}\"";
}
