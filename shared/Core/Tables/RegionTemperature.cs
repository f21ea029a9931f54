namespace Isotherm.Core.Tables;

/// <summary>One row of an hour in <c>region_temperature</c>.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="Temperature">Mean in °C, to 6 decimals.</param>
/// <param name="NumberOfPoints">How many readings it is the mean of; never 0.</param>
public sealed record RegionTemperature(string Region, decimal Temperature, long NumberOfPoints);
