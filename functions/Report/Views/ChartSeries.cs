using Isotherm.Core.Regions;

namespace Isotherm.Report.Views;

/// <summary>One line of the chart.</summary>
/// <param name="Region">Whose line it is.</param>
/// <param name="Points">One for each step from the first; null where nothing was measured: a gap.</param>
public sealed record ChartSeries(Region Region, IReadOnlyList<ChartPoint?> Points);
