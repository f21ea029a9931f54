using System.Globalization;
using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// A sum of temperatures in 1e-9 °C and how many there are. Integers, so equal for any order and any split.
/// </summary>
public readonly record struct ExactSum(Int128 NanoCelsius, long Count)
{
    private const int Decimals = 9;

    public ExactSum Plus(Temperature temperature) => new(NanoCelsius + temperature.NanoCelsius, Count + 1);

    public ExactSum Minus(Temperature temperature) => new(NanoCelsius - temperature.NanoCelsius, Count - 1);

    public ExactSum Plus(ExactSum other) => new(NanoCelsius + other.NanoCelsius, Count + other.Count);

    /// <summary>
    /// The sum in °C as a decimal number, exact, without superfluous zeros: <c>5152.0305</c>, <c>-0.5</c>, <c>0</c>. It
    /// fits a DECIMAL(38,9) as long as the sum itself does.
    /// </summary>
    public string SumText()
    {
        var digits = NanoCelsius.ToString(CultureInfo.InvariantCulture).AsSpan();
        var sign = digits[0] == '-' ? "-" : "";
        var padded = digits[sign.Length..].ToString().PadLeft(Decimals + 1, '0').AsSpan();
        var fraction = padded[^Decimals..].TrimEnd('0');
        return string.Concat(sign, padded[..^Decimals], fraction.IsEmpty ? "" : ".", fraction);
    }

    /// <summary>
    /// Reads a sum in °C: an optional sign <c>-</c>, digits and, after a point, one to nine decimals, as
    /// <see cref="SumText"/> and a DECIMAL(38,9) write it. False for anything else, and for what 128 bits cannot hold.
    /// </summary>
    public static bool TryFromText(string? sumText, long count, out ExactSum sum)
    {
        sum = default;
        var text = sumText.AsSpan();
        var unsigned = text.StartsWith('-') ? text[1..] : text;
        var point = unsigned.IndexOf('.');
        var integer = point < 0 ? unsigned : unsigned[..point];
        var fraction = point < 0 ? "0" : unsigned[(point + 1)..];
        if (!AreDigits(integer) || !AreDigits(fraction) || fraction.Length > Decimals) return false;
        var sign = text.Length > unsigned.Length ? "-" : "";
        var scaled = string.Concat(sign, integer, fraction.ToString().PadRight(Decimals, '0'));
        if (!Int128.TryParse(scaled, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var nanoCelsius))
            return false;
        sum = new ExactSum(nanoCelsius, count);
        return true;
    }

    /// <summary>Like <see cref="TryFromText"/>.</summary>
    /// <exception cref="FormatException">The text is no such sum.</exception>
    public static ExactSum FromText(string sumText, long count) => TryFromText(sumText, count, out var sum)
        ? sum
        : throw new FormatException($"'{sumText}' is not a sum in °C with at most {Decimals} decimals.");

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
