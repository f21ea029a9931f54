using System.Globalization;
using Isotherm.Core.Reports;
using Isotherm.Report.Answers;
using Isotherm.Report.Api;
using Isotherm.Report.Building;
using Isotherm.Report.Queries;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Routes;

/// <summary>What programs read: version 1 of the API.</summary>
internal sealed class DataRoutes(IReports reports, string codeVersion, TimeProvider clock)
{
    private static readonly Lazy<byte[]> OpenApiDocument = new(ReadOpenApi);

    /// <summary>
    /// <c>/api/v1/temperatures</c>. The tag is made before a row is read; what changes in between comes under the old
    /// tag, and is then sent once more under the new one, never the other way round.
    /// </summary>
    public async Task<Answer> TemperaturesAsync(HttpRequest request, CancellationToken cancellation)
    {
        var asked = TemperaturesQuery.Read(request.Query);
        if (!asked.Is(out var query)) return Problems.Mistaken(request, asked.Mistakes);
        if ((query.Format ?? AcceptedFormat.Of(request)) is not { } format) return Problems.NotAcceptable(request);
        var isJson = format == DataFormat.Json;
        var rows = await ShownRows.OpenAsync(reports, query.AsOf, cancellation);
        var method = query.Method ?? rows.Shown;
        var span = await reports.SpanAsync(query.AsOf, cancellation);
        var page = TemperaturesPage.Of(query, span, query.Limit ?? (isJson ? TemperaturesQuery.UsualLimit : null));
        var next = page?.Next is { } last ? NextAddress.Of(request, last.ToString()) : null;
        var body = isJson
            ? TemperaturesBody.Json(method, query.AsOf, next, ReadAsync)
            : TemperaturesBody.Csv(ReadAsync);
        return Answer.Streamed(isJson ? ContentTypes.Json : ContentTypes.Csv, body) with
        {
            Tag = await TagAsync($"{rows.Shown} {method}", request, format, query.AsOf, page, cancellation),
            CacheControl = Lifetime.Of(query.AsOf, clock.GetUtcNow()),
            Vary = "Accept",
            Next = next,
            FileName = isJson ? null : "temperatures.csv",
        };

        IAsyncEnumerable<DenseRow> ReadAsync(CancellationToken ended) =>
            page?.ReadAsync(rows, method, query.AsOf, ended) ?? AsyncEnumerable.Empty<DenseRow>();
    }

    /// <summary><c>/api/v1/regions.geojson</c>.</summary>
    public async Task<Answer> RegionsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var asked = RegionsQuery.Read(request.Query);
        if (!asked.Is(out var query)) return Problems.Mistaken(request, asked.Mistakes);
        var rows = await ShownRows.OpenAsync(reports, query.AsOf, cancellation);
        var method = query.Method ?? rows.Shown;
        var hour = query.Hour ?? (await reports.SpanAsync(query.AsOf, cancellation))?.Last;
        ShownValues? values = null;
        if (hour is { } wanted)
        {
            var span = new HourSpan(wanted.Plus(-DenseHours.HoursBefore), wanted);
            var filter = new ReportFilter(span.First, span.Last, null) { AsOf = query.AsOf };
            values = await ShownValues.ReadAsync(rows.Read(method, filter, cancellation), span);
        }

        return Answer.Whole(ContentTypes.GeoJson, RegionsBody.GeoJson(hour, method, values)) with
        {
            CacheControl = Lifetime.Of(query.AsOf, clock.GetUtcNow()),
            FileName = "regions.geojson",
        };
    }

    /// <summary><c>/api/v1/runs</c>.</summary>
    public async Task<Answer> RunsAsync(HttpRequest request, CancellationToken cancellation)
    {
        var asked = RunsQuery.Read(request.Query);
        if (!asked.Is(out var query)) return Problems.Mistaken(request, asked.Mistakes);
        var filter = new ReportFilter(query.From, query.To, null);
        var found = await reports.RunsPageAsync(filter, query.After, query.Limit + 1, cancellation);
        var runs = found.Take(query.Limit).ToArray();
        var next = found.Count > runs.Length ? NextAddress.Of(request, RunsQuery.Cursor(runs[^1].Key)) : null;
        return Answer.Whole(ContentTypes.Json, RunsBody.Json(runs, next)) with { Next = next };
    }

    /// <summary><c>/api/v1/openapi.json</c>.</summary>
    public static Answer OpenApi(HttpRequest request) => request.Query.Count == 0
        ? Answer.Whole(ContentTypes.OpenApi, OpenApiDocument.Value)
        : Problems.Mistaken(request, [new ParameterMistake(request.Query.Keys.First(), "It takes no parameter.")]);

    /// <summary>
    /// Of the method that was shown when the rows were asked for too, not only of the one that is wanted: a switch in
    /// between must not leave rows of the one under the tag of the other.
    /// </summary>
    private async Task<string> TagAsync(
        string methods,
        HttpRequest request,
        DataFormat format,
        DateTimeOffset? asOf,
        TemperaturesPage? page,
        CancellationToken cancellation)
    {
        var what = $"{codeVersion} {format} {methods} {request.QueryString}";
        if (page is null) return Answer.TagOf(what);
        var version = await VersionAsync(page.Span, asOf, cancellation);
        var rows = string.Create(CultureInfo.InvariantCulture, $"{page.Rows} {page.Span.First} {page.Next}");
        return Answer.TagOf(what, version, rows);
    }

    /// <summary>Of exactly the hours that rows tell of: their own, and those three hours before each.</summary>
    private async Task<string> VersionAsync(HourSpan span, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var before = new HourSpan(span.First.Plus(-DenseHours.HoursBefore), span.Last.Plus(-DenseHours.HoursBefore));
        if (before.Touches(span)) return await OfAsync(before.Around(span));
        return $"{await OfAsync(before)} {await OfAsync(span)}";

        Task<string> OfAsync(HourSpan hours) =>
            reports.VersionAsync(new ReportFilter(hours.First, hours.Last, null) { AsOf = asOf }, cancellation);
    }

    private static byte[] ReadOpenApi()
    {
        const string resource = "openapi.json";
        using var stream = typeof(DataRoutes).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program lacks {resource}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
