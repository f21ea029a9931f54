using System.Globalization;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// Numbers as the language writes them (CLDR): 12,345.6 and 12 345,6. Rounded half to even from the exact value, with a
/// true minus sign, and none on a zero.
/// </summary>
internal sealed class Numbers(Language language)
{
    /// <summary>Stands where nothing was measured.</summary>
    public const string None = "–";

    private const string Minus = "\u2212";
    private const string NarrowNoBreakSpace = "\u202F";
    private const string NoBreakSpace = "\u00A0";

    private readonly NumberFormatInfo _format = language == Language.French
        ? new() { NumberDecimalSeparator = ",", NumberGroupSeparator = NarrowNoBreakSpace, NegativeSign = Minus }
        : new() { NumberDecimalSeparator = ".", NumberGroupSeparator = ",", NegativeSign = Minus };

    /// <summary>Before the sign of a unit or of a percentage.</summary>
    private string Space => language == Language.French ? NarrowNoBreakSpace : NoBreakSpace;

    public string Count(long count) => count.ToString("N0", _format);

    /// <summary>For example 8.41.</summary>
    public string Decimal(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals, MidpointRounding.ToEven);
        return (rounded == 0 ? 0 : rounded).ToString("N" + decimals, _format);
    }

    /// <summary>For example +0.32; a zero has no sign.</summary>
    public string Signed(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals, MidpointRounding.ToEven);
        return (rounded > 0 ? "+" : "") + Decimal(rounded, decimals);
    }

    /// <summary>For example 8.4 °C.</summary>
    public string Degrees(decimal value, int decimals) => Decimal(value, decimals) + Space + "°C";

    /// <summary>For example +0.32 °C.</summary>
    public string SignedDegrees(decimal value, int decimals) => Signed(value, decimals) + Space + "°C";

    /// <summary>A share of 1, for example 12.3 %.</summary>
    public string Share(double share)
    {
        var percent = Decimal((decimal)share * 100, 1);
        return language == Language.French ? percent + NarrowNoBreakSpace + "%" : percent + "%";
    }

    /// <summary>All the digits there are, for a program: 8.412345.</summary>
    public static string Exact(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
