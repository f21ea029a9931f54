namespace Isotherm.Report.Views;

/// <summary>The mean of one region in one hour by one method.</summary>
/// <param name="Temperature">°C, to 6 decimals.</param>
/// <param name="NumberOfPoints">How many readings it is the mean of.</param>
public sealed record RegionValue(decimal Temperature, long NumberOfPoints);
