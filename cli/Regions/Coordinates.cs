using System.Globalization;

namespace Isotherm.Cli.Regions;

/// <summary>Coordinates as people write them: a decimal number with a point, in degrees, within bounds.</summary>
internal static class Coordinates
{
    public const double MaxLatitude = 90;
    public const double MaxLongitude = 180;

    public static bool TryParse(string? written, double max, out double degrees) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees)
        && Math.Abs(degrees) <= max;

    /// <summary>Why it is no coordinate, or null when it is one.</summary>
    public static string? Refusal(string name, string written, double max)
    {
        if (TryParse(written, max, out _)) return null;
        return written.Length == 0
            ? $"{name} is empty: a number from -{max} to {max} is needed."
            : $"{name} is '{written}': a number from -{max} to {max} is needed, with a decimal point.";
    }
}
