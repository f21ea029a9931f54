using System.Globalization;

namespace Isotherm.Core.Readings;

/// <summary>The numbers of a reading, from their JSON text.</summary>
internal static class NumberText
{
    private const int Decimals = 9;

    /// <summary>
    /// Of a value at or above ten to this power, only the conversion knows whether a double holds it.
    /// </summary>
    private const int SurelyFinite = 300;

    /// <summary>A coordinate as the nearest double, at most <paramref name="limit"/> from zero.</summary>
    public static FieldCheck Coordinate(ReadOnlySpan<byte> number, double limit, out double degrees)
    {
        degrees = ToDouble(number);
        if (!double.IsFinite(degrees)) return FieldCheck.NotANumber;
        return Math.Abs(degrees) <= limit ? FieldCheck.Good : FieldCheck.OutOfRange;
    }

    /// <summary>
    /// A temperature from its decimal digits, never through a double: rounded half-even to 1e-9 °C (every further digit
    /// is looked at), and compared with the limits as written, before rounding.
    /// </summary>
    public static FieldCheck Celsius(ReadOnlySpan<byte> number, ReadingRules rules, out Temperature temperature)
    {
        temperature = default;
        var digits = new DecimalDigits(number);
        if (digits.Magnitude > SurelyFinite && !double.IsFinite(ToDouble(number))) return FieldCheck.NotANumber;
        if (digits.Magnitude > 3) return FieldCheck.OutOfRange;
        var whole = digits.Scaled(Decimals, out var next, out var beyond);
        return Celsius(number[0] == '-', whole, next, beyond, rules, out temperature);
    }

    /// <summary>A temperature from its parts.</summary>
    /// <param name="isNegative">A minus stands before it.</param>
    /// <param name="whole">Its absolute value in 1e-9 °C, cut.</param>
    /// <param name="next">The first digit that was cut.</param>
    /// <param name="beyond">Whether any digit after that one is not zero.</param>
    /// <param name="rules">The limits.</param>
    /// <param name="temperature">Rounded half-even.</param>
    public static FieldCheck Celsius(
        bool isNegative, long whole, int next, bool beyond, ReadingRules rules, out Temperature temperature)
    {
        temperature = default;
        if (IsOutside(isNegative, whole, next > 0 || beyond, rules)) return FieldCheck.OutOfRange;
        if (next > 5 || (next == 5 && (beyond || long.IsOddInteger(whole)))) whole++;
        temperature = new Temperature(isNegative ? -whole : whole);
        return FieldCheck.Good;
    }

    /// <summary>Compares the written value, ±(whole + something below 1), with limits that are whole too.</summary>
    private static bool IsOutside(bool negative, long whole, bool more, ReadingRules rules)
    {
        var min = rules.MinCelsius * 1_000_000_000L;
        var max = rules.MaxCelsius * 1_000_000_000L;
        return negative
            ? -whole < min || (-whole == min && more) || -whole > max
            : whole > max || (whole == max && more) || whole < min;
    }

    private static double ToDouble(ReadOnlySpan<byte> number) =>
        double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
}
