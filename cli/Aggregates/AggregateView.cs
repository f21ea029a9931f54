using System.Globalization;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>Totals and the methods of them that are shown, in words every format writes alike.</summary>
internal sealed record AggregateView(AggregateTotals Totals, IReadOnlyList<Method> Methods)
{
    public IEnumerable<MethodAggregate> Shown => Methods.Select(Of);

    public MethodAggregate Of(Method method) => method == Method.Polygon ? Totals.Polygon : Totals.Rectangle;

    /// <summary>For example <c>28.000166</c>, always 6 decimals; null without points.</summary>
    public static string? Temperature(ExactSum sum) =>
        sum.Count == 0 ? null : MeanTemperature.Of(sum).ToString(CultureInfo.InvariantCulture);

    public static string Name(RegionSum region) => Region.Find(region.Code)?.Name ?? region.Code;

    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
