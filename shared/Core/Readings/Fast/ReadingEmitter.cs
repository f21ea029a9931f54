using System.Text;

namespace Isotherm.Core.Readings.Fast;

/// <summary>Turns the values of a record into a reading or a reject, as <see cref="ElementReader"/> does.</summary>
internal sealed class ReadingEmitter(ReadingRules rules, IReadingSink sink)
{
    private const int NanoDecimals = 9;

    /// <summary>A number with so many digits before its point is beyond every limit.</summary>
    private const int BeyondLimits = 3;

    /// <summary>Hands one reading to the sink.</summary>
    /// <param name="window">The bytes that the slots tell of.</param>
    /// <param name="slots">By field.</param>
    /// <param name="position">Its index in the array.</param>
    public void Emit(ReadOnlySpan<byte> window, ReadOnlySpan<FieldSlot> slots, long position)
    {
        var country = CountryOf(window, slots[(int)ReadingField.Country]);
        if (country != CountryCheck.France)
        {
            sink.Reject(new RejectedReading(position, Judgement.Of(country)));
            return;
        }
        var latitude = Coordinate(window, slots[(int)ReadingField.Latitude], 90, out var north);
        var longitude = Coordinate(window, slots[(int)ReadingField.Longitude], 180, out var east);
        var temperature = Celsius(window, slots[(int)ReadingField.Temperature], out var celsius);
        var id = slots[(int)ReadingField.Id] is { Kind: SlotKind.Text } text ? window[text.Start..text.End] : default;
        if (Judgement.Of(latitude, longitude, temperature, !id.IsEmpty) is { } reason)
        {
            sink.Reject(new RejectedReading(position, reason));
            return;
        }
        sink.Usable(new Reading
        {
            Position = position,
            Latitude = north,
            Longitude = east,
            Temperature = celsius,
            Id = id,
            Timestamp = TimestampOf(window, slots[(int)ReadingField.Timestamp]),
        });
    }

    private static CountryCheck CountryOf(ReadOnlySpan<byte> window, in FieldSlot slot)
    {
        if (slot.Kind != SlotKind.Text) return CountryCheck.Missing;
        var text = window[slot.Start..slot.End];
        if (text.SequenceEqual("France"u8)) return CountryCheck.France;
        // With a letter at either end there is nothing to trim.
        var isTrimmed = text.Length > 1
            && char.IsAsciiLetter((char)text[0]) && char.IsAsciiLetter((char)text[^1]);
        var isFrance = isTrimmed ? Ascii.EqualsIgnoreCase(text, "France"u8) : CountryText.IsFrance(text);
        return isFrance ? CountryCheck.France : CountryCheck.Foreign;
    }

    private static ReadOnlySpan<byte> TimestampOf(ReadOnlySpan<byte> window, in FieldSlot slot) => slot.Kind switch
    {
        SlotKind.None => default,
        SlotKind.Text => window[(slot.Start - 1)..(slot.End + 1)],
        _ => window[slot.Start..slot.End],
    };

    private static FieldCheck Coordinate(
        ReadOnlySpan<byte> window, in FieldSlot slot, double limit, out double degrees)
    {
        degrees = 0;
        if (slot.Kind != SlotKind.Number) return NoNumber(slot.Kind);
        if (slot.Decimals == FieldSlot.TextOnly)
            return NumberText.Coordinate(window[slot.Start..slot.End], limit, out degrees);
        var magnitude = ExactDouble.Of(slot.Digits, slot.Decimals);
        degrees = slot.IsNegative ? -magnitude : magnitude;
        return magnitude <= limit ? FieldCheck.Good : FieldCheck.OutOfRange;
    }

    private FieldCheck Celsius(ReadOnlySpan<byte> window, in FieldSlot slot, out Temperature temperature)
    {
        temperature = default;
        if (slot.Kind != SlotKind.Number) return NoNumber(slot.Kind);
        var decimals = slot.Decimals;
        if (decimals == FieldSlot.TextOnly)
            return NumberText.Celsius(window[slot.Start..slot.End], rules, out temperature);
        // With 16 decimals and more, so few digits are left that the number is below ten to the third.
        if (decimals < 16 && slot.Digits >= DigitScanner.PowerOfTen(decimals + BeyondLimits))
            return FieldCheck.OutOfRange;
        if (decimals <= NanoDecimals)
        {
            var nano = unchecked((long)(slot.Digits * DigitScanner.PowerOfTen(NanoDecimals - decimals)));
            return NumberText.Celsius(slot.IsNegative, nano, 0, false, rules, out temperature);
        }
        var unit = DigitScanner.PowerOfTen(decimals - NanoDecimals - 1);
        var (tenths, beyond) = Math.DivRem(slot.Digits, unit);
        var (whole, next) = Math.DivRem(tenths, 10);
        return NumberText.Celsius(slot.IsNegative, (long)whole, (int)next, beyond > 0, rules, out temperature);
    }

    private static FieldCheck NoNumber(SlotKind kind) =>
        kind is SlotKind.None or SlotKind.Null ? FieldCheck.Missing : FieldCheck.NotANumber;
}
