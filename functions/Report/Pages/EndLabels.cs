using Isotherm.Core.Regions;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>The names at the right ends of the lines, moved apart where they would cover each other.</summary>
internal static class EndLabels
{
    // A share of the height of the chart: a line of text.
    private const double Gap = 0.052;

    /// <summary>
    /// Each region that has a value: where its line meets the right edge (null when it ends before), and where its name
    /// stands, by the height of its last value.
    /// </summary>
    public static IReadOnlyList<(Region Region, double? Line, double Label)> Place(ChartView chart, ChartAxis axis)
    {
        var ends = chart.Series
            .Where(series => series.Points.Any(point => point is not null))
            .Select(series => (series.Region, IsThere: series.Points[^1] is not null, Last: axis.Down(Last(series))))
            .OrderBy(end => end.Last).ThenBy(end => end.Region.Code, StringComparer.Ordinal).ToArray();
        var labels = ends.Select(end => end.Last).ToArray();
        for (var i = 1; i < labels.Length; i++) labels[i] = Math.Max(labels[i], labels[i - 1] + Gap);
        if (labels.Length > 0) labels[^1] = Math.Min(labels[^1], 1);
        for (var i = labels.Length - 2; i >= 0; i--) labels[i] = Math.Min(labels[i], labels[i + 1] - Gap);
        return [.. ends.Select((end, index) => (end.Region, end.IsThere ? end.Last : (double?)null, labels[index]))];
    }

    private static decimal Last(ChartSeries series) => series.Points.Last(point => point is not null)!.Value.Low;
}
