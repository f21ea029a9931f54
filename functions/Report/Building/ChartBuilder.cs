using Isotherm.Core.Regions;
using Isotherm.Report.Queries;
using Isotherm.Report.Views;

namespace Isotherm.Report.Building;

/// <summary>Makes the lines of a chart from hourly values.</summary>
internal static class ChartBuilder
{
    /// <summary>Divisors of a day: a step never lies in two days.</summary>
    private static readonly int[] Steps = [1, 2, 3, 4, 6, 8, 12, 24];

    /// <param name="asked">The regions; none: all.</param>
    /// <param name="span">The hours.</param>
    /// <param name="measured">By one method; by two for their difference, rectangle first.</param>
    public static ChartView Build(
        IReadOnlyList<Region> asked, HourSpan span, IReadOnlyList<MeasuredHours> measured)
    {
        var step = Steps.First(hours => span.Hours <= hours * ChartLimits.MaxSteps);
        var regions = asked.Count == 0 ? Region.All : asked;
        var series = regions.Select(region => new ChartSeries(region, Points(region, span, step, measured)));
        return new ChartView(span.First, span.Last, step, [.. series]);
    }

    private static ChartPoint?[] Points(
        Region region, HourSpan span, int step, IReadOnlyList<MeasuredHours> measured)
    {
        var points = new ChartPoint?[(span.Hours + step - 1) / step];
        for (var i = 0; i < span.Hours; i++)
        {
            var hour = span.First.Plus(i);
            var value = measured.Count == 1
                ? measured[0].InChart(region, hour)
                : measured[1].InChart(region, hour) - measured[0].InChart(region, hour);
            if (value is { } found) points[i / step] = With(points[i / step], found);
        }

        return points;
    }

    private static ChartPoint With(ChartPoint? point, decimal value) => point is { } known
        ? new ChartPoint(Math.Min(known.Low, value), Math.Max(known.High, value))
        : new ChartPoint(value, value);
}
