using System.Data.Common;
using System.Globalization;
using Isotherm.Core.Runs;

namespace Isotherm.Adapters.Tables;

/// <summary>The text of instants, sums and means in the tables, the same in both databases.</summary>
internal static class SqlText
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const string Microseconds = "yyyy-MM-dd HH:mm:ss.ffffff";
    private const int SumDecimals = 9;

    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    public static string OfMicroseconds(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Microseconds, CultureInfo.InvariantCulture);

    /// <summary>Reads exactly what <see cref="OfMicroseconds"/> writes.</summary>
    public static DateTimeOffset ParseMicroseconds(string text) =>
        new(DateTime.ParseExact(text, Microseconds, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>A sum of 1e-9 °C as °C with 9 decimals, every digit of it.</summary>
    public static string OfSum(Int128 nanoCelsius)
    {
        var digits = Int128.Abs(nanoCelsius).ToString(CultureInfo.InvariantCulture).PadLeft(SumDecimals + 1, '0');
        var sign = Int128.IsNegative(nanoCelsius) ? "-" : "";
        return $"{sign}{digits[..^SumDecimals]}.{digits[^SumDecimals..]}";
    }

    /// <summary>Reads exactly what <see cref="OfSum"/> writes.</summary>
    public static Int128 ReadSum(string text) =>
        Int128.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    public static string OfTemperature(decimal celsius) => celsius.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>A mean with a scale of exactly 6, however the database hands it out.</summary>
    public static decimal ReadTemperature(DbDataReader row, int column) =>
        decimal.Round(row.GetDecimal(column), 6) + 0.000000m;

    public static DateTimeOffset ReadInstant(DbDataReader row, int column) =>
        new(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));

    public static Hour ReadHour(DbDataReader row, int column) => Hour.Containing(ReadInstant(row, column));

    public static Slot ReadSlot(DbDataReader row, int column)
    {
        var start = ReadInstant(row, column);
        return Slot.TryParse(UtcText.ToSeconds(start), out var slot)
            ? slot
            : throw new FormatException($"{start:O} is the start of no slot.");
    }
}
