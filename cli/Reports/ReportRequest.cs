using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Views;

namespace Isotherm.Cli.Reports;

/// <summary>What <c>isotherm report</c> is asked for.</summary>
/// <param name="Filter">Hours, region and moment.</param>
/// <param name="Format">table, json, csv, html, svg or png.</param>
/// <param name="Hour">Of the map; null: the last that is shown.</param>
/// <param name="Method">Of map, table and chart; null: the one that is shown.</param>
/// <param name="Language">Of page and map.</param>
internal sealed record ReportRequest(
    ReportFilter Filter, string Format, Hour? Hour, ViewMethod? Method, Language Language)
{
    /// <summary>Whether it is looked at, not read by a program or in a terminal.</summary>
    public bool IsPage => Format is "html" or "svg" or "png";

    /// <summary>The same question to the page.</summary>
    public PageQuery PageQuery => new()
    {
        Hour = Hour,
        Method = Method,
        Regions = Filter.Region is { } region ? [region] : [],
        From = Filter.From,
        To = Filter.To,
        AsOf = Filter.AsOf,
        Language = Language,
    };
}
