using System.Globalization;

namespace Isotherm.Core.Reports;

/// <summary>How a temperature is written where programs read it.</summary>
public static class TemperatureText
{
    /// <summary>°C with exactly 6 decimals, for example <c>-0.500000</c>; null where nothing was measured.</summary>
    public static string? Of(decimal? celsius) => celsius?.ToString("0.000000", CultureInfo.InvariantCulture);
}
