using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>One row of <c>region_temperature</c>, now or at an earlier moment.</summary>
/// <param name="Hour">UTC.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Temperature">Mean in °C, to 6 decimals.</param>
/// <param name="NumberOfPoints">How many readings it is the mean of.</param>
public sealed record ShownTemperature(Hour Hour, string Region, decimal Temperature, long NumberOfPoints);
