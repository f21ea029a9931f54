namespace Isotherm.Report.Views;

/// <summary>
/// One step of a line: the lowest and the highest hourly value (°C, or difference) in it, equal when the step is
/// an hour.
/// </summary>
public readonly record struct ChartPoint(decimal Low, decimal High);
