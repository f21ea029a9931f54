using System.Globalization;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>Decimal numbers as text with a fixed number of decimals, every digit of them.</summary>
internal static class DecimalText
{
    public static string Of(Int128 units, int decimals)
    {
        var digits = Int128.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = Int128.IsNegative(units) ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static Int128 Units(string text) => Int128.Parse(
        text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
