using Isotherm.Report.Answers;
using Isotherm.Report.Building;
using Isotherm.Report.Pages;
using Isotherm.Report.Queries;
using Isotherm.Report.Views;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Routes;

/// <summary>What people look at: the page, its map alone, the health view, and what pages are made of.</summary>
internal sealed class PageRoutes(PageViewBuilder pages, HealthViewBuilder health, TimeProvider clock)
{
    private const string LanguageHeader = "Accept-Language";

    private static readonly ParameterMistake TooLong = new(PageAddress.From, ChartLimits.TooLong);

    /// <summary><c>/</c>.</summary>
    public Task<Answer> PageAsync(HttpRequest request, CancellationToken cancellation) => OfViewAsync(
        request,
        view => Answer.Whole(ContentTypes.Html, TemperaturePage.Render(view, PageFrame.Served)),
        cancellation);

    /// <summary><c>/map.svg</c>.</summary>
    public Task<Answer> MapAsync(HttpRequest request, CancellationToken cancellation) => OfViewAsync(
        request,
        view => Answer.Whole(ContentTypes.Svg, MapDrawing.Svg(view)) with { FileName = "isotherm.svg" },
        cancellation);

    /// <summary><c>/health</c>: of this moment, so never kept.</summary>
    public async Task<Answer> HealthAsync(HttpRequest request, CancellationToken cancellation)
    {
        var asked = HealthQuery.Read(request.Query);
        if (!asked.Is(out var query)) return Problems.Mistaken(request, asked.Mistakes);
        var language = query.Language ?? LanguageChoice.Preferred(request);
        var view = await health.BuildAsync(language, cancellation);
        return Answer.Whole(ContentTypes.Html, HealthPage.Render(view, PageFrame.Served)) with
        {
            Tag = null,
            CacheControl = Lifetime.None,
            Vary = LanguageHeader,
        };
    }

    /// <summary><c>/assets/NAME</c>: style and script, under names that hold their hash.</summary>
    public static Answer Asset(HttpRequest request, string name) => PageAssets.Find(name) is { } asset
        ? Answer.Whole(asset.ContentType, asset.Bytes) with { CacheControl = Lifetime.Forever }
        : Problems.NotFound(request);

    private async Task<Answer> OfViewAsync(
        HttpRequest request, Func<PageView, Answer> show, CancellationToken cancellation)
    {
        var asked = PageAddressReader.Read(request.Query);
        if (!asked.Is(out var query)) return Problems.Mistaken(request, asked.Mistakes);
        var language = query.Language ?? LanguageChoice.Preferred(request);
        if (await pages.BuildAsync(query, language, cancellation) is not { } view)
            return Problems.Mistaken(request, [TooLong]);
        return show(view) with
        {
            CacheControl = Lifetime.Of(query.AsOf, clock.GetUtcNow()),
            Vary = LanguageHeader,
        };
    }
}
