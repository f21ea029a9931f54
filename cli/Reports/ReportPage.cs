using System.Text;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Reports;
using Isotherm.Report.Building;
using Isotherm.Report.Pages;
using Isotherm.Report.Queries;
using Isotherm.Report.Views;

namespace Isotherm.Cli.Reports;

/// <summary>The page of the report, or its map, as one file that needs nothing else.</summary>
internal static class ReportPage
{
    /// <summary>The bytes of the file, and whether it shows an hour at all.</summary>
    /// <param name="reports">Answers.</param>
    /// <param name="query">What is asked of the page.</param>
    /// <param name="format">html, svg or png.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Answer<DrawnReport>> DrawAsync(
        IReports reports, PageQuery query, string format, CancellationToken cancellation)
    {
        var language = query.Language ?? Language.English;
        var view = await new PageViewBuilder(reports).BuildAsync(query, language, cancellation);
        if (view is null) return $"{ChartLimits.TooLong} Its first hour is --from, its last --to, or else --hour.";
        var bytes = format switch
        {
            "html" => Encoding.UTF8.GetBytes(TemperaturePage.Render(view, PageFrame.File)),
            "svg" => Encoding.UTF8.GetBytes(MapDrawing.Svg(view)),
            _ => MapPicture.Png(MapDrawing.Svg(view)),
        };
        return new DrawnReport(bytes, view.Hour is not null);
    }
}
