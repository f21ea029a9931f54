using Isotherm.Report.Answers;
using Isotherm.Report.Building;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Routes;

/// <summary>From an address to what answers it.</summary>
internal sealed class RouteTable
{
    private const string Assets = "/assets/";

    private readonly Dictionary<string, Func<HttpRequest, CancellationToken, Task<Answer>>> _paths;

    public RouteTable(ReportOptions options, ReportParts parts, string codeVersion)
    {
        var health = new HealthViewBuilder(parts, options.FreshnessObjective);
        var pages = new PageRoutes(new PageViewBuilder(parts.Reports), health, parts.Clock);
        var data = new DataRoutes(parts.Reports, codeVersion, parts.Clock);
        _paths = new(StringComparer.Ordinal)
        {
            ["/"] = pages.PageAsync,
            ["/map.svg"] = pages.MapAsync,
            ["/health"] = pages.HealthAsync,
            ["/api/v1/temperatures"] = data.TemperaturesAsync,
            ["/api/v1/regions.geojson"] = data.RegionsAsync,
            ["/api/v1/runs"] = data.RunsAsync,
            ["/api/v1/openapi.json"] = (request, _) => Task.FromResult(DataRoutes.OpenApi(request)),
        };
    }

    /// <summary>Every path but those of assets.</summary>
    public IReadOnlyCollection<string> Paths => _paths.Keys;

    public Task<Answer> AskAsync(HttpRequest request, CancellationToken cancellation)
    {
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!isRead) return Task.FromResult(Problems.NotAllowed(request));
        var path = request.Path.Value ?? "";
        if (_paths.TryGetValue(path, out var route)) return route(request, cancellation);
        return Task.FromResult(path.StartsWith(Assets, StringComparison.Ordinal)
            ? PageRoutes.Asset(request, path[Assets.Length..])
            : Problems.NotFound(request));
    }
}
