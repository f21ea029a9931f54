using Isotherm.Core.Runs;

namespace Isotherm.Core.Reports;

/// <summary>One row of the report. Null where nothing was measured.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="Hour">UTC.</param>
/// <param name="Temperature">Mean in °C, to 6 decimals.</param>
/// <param name="Temperature3HoursBefore">The mean of the hour three hours before, not of three rows before.</param>
public sealed record RegionHourTemperature(
    string Region, Hour Hour, decimal? Temperature, decimal? Temperature3HoursBefore);
