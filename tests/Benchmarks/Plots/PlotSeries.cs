namespace Isotherm.Benchmarks.Plots;

/// <summary>One line of a plot, its points from left to right; both coordinates are greater than 0.</summary>
internal sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
