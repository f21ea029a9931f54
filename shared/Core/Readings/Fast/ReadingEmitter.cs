using System.Runtime.CompilerServices;

namespace Isotherm.Core.Readings.Fast;

/// <summary>Turns the values of a record into a reading or a reject, as <see cref="ElementReader"/> does.</summary>
internal sealed class ReadingEmitter(ReadingRules rules, IReadingSink sink)
{
    private const int NanoDecimals = 9;
    private const long NanoPerDegree = 1_000_000_000;

    /// <summary>A number with so many digits before its point is beyond every limit.</summary>
    private const int BeyondLimits = 3;

    private readonly long _min = rules.MinCelsius * NanoPerDegree;
    private readonly long _max = rules.MaxCelsius * NanoPerDegree;

    /// <summary>Hands a scanned record to the sink.</summary>
    /// <param name="window">In which it was scanned.</param>
    /// <param name="plan">By which it was scanned.</param>
    /// <param name="marks">What was found of its blocks.</param>
    /// <param name="position">Its index in the array.</param>
    public void Emit(ReadOnlySpan<byte> window, LayoutPlan plan, ReadOnlySpan<BlockMark> marks, long position)
    {
        var record = new ScannedRecord(window, plan, marks);
        if (!plan.IsUsual)
        {
            EmitCarefully(window, plan, marks, position);
            return;
        }

        var country = record.Text(ReadingField.Country);
        if (!country.SequenceEqual("France"u8) && !CountryText.IsFrance(country))
        {
            sink.Reject(new RejectedReading(position, RejectReason.Foreign));
            return;
        }

        var id = record.Text(ReadingField.Id);
        if (!TryReadDegrees(record, ReadingField.Latitude, 90, out var north)
            || !TryReadDegrees(record, ReadingField.Longitude, 180, out var east)
            || !TryReadCelsius(record, out var celsius)
            || id.IsEmpty)
        {
            EmitCarefully(window, plan, marks, position);
            return;
        }

        Use(position, north, east, celsius, id, record.Quoted(ReadingField.Timestamp));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Use(
        long position,
        double latitude,
        double longitude,
        Temperature temperature,
        ReadOnlySpan<byte> id,
        ReadOnlySpan<byte> timestamp) => sink.Usable(new Reading
        {
            Position = position,
            Latitude = latitude,
            Longitude = longitude,
            Temperature = temperature,
            Id = id,
            Timestamp = timestamp,
        });

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDegrees(
        in ScannedRecord record, ReadingField field, double limit, out double degrees)
    {
        degrees = 0;
        if (!record.TryReadNumber(field, out var sign, out var decimals, out var digits)) return false;
        var magnitude = ExactDouble.Of(digits, decimals);
        // No branch: where on earth a point lies is chance.
        degrees = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(magnitude) | ((ulong)sign << 63));
        return magnitude <= limit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadCelsius(in ScannedRecord record, out Temperature temperature)
    {
        temperature = default;
        if (!record.TryReadNumber(ReadingField.Temperature, out var sign, out var decimals, out var digits)
            || decimals > NanoDecimals || digits >= DigitText.PowerOfTen(decimals + BeyondLimits)) return false;
        var nano = unchecked((long)(digits * DigitText.PowerOfTen(NanoDecimals - decimals)));
        temperature = new Temperature(unchecked((nano ^ -sign) + sign));
        return temperature.NanoCelsius >= _min && temperature.NanoCelsius <= _max;
    }

    /// <summary>The same for records of any form: fields that are not there, numbers as text.</summary>
    private void EmitCarefully(
        ReadOnlySpan<byte> window, LayoutPlan plan, ReadOnlySpan<BlockMark> marks, long position)
    {
        var record = new ScannedRecord(window, plan, marks);
        var country = CountryOf(window, record.Slot(ReadingField.Country));
        if (country != CountryCheck.France)
        {
            sink.Reject(new RejectedReading(position, Judgement.Of(country)));
            return;
        }

        var latitude = Coordinate(window, record.Slot(ReadingField.Latitude), 90, out var north);
        var longitude = Coordinate(window, record.Slot(ReadingField.Longitude), 180, out var east);
        var temperature = Celsius(window, record.Slot(ReadingField.Temperature), out var celsius);
        var text = record.Slot(ReadingField.Id);
        var id = text.Kind == SlotKind.Text ? window[text.Start..text.End] : default;
        if (Judgement.Of(latitude, longitude, temperature, !id.IsEmpty) is { } reason)
        {
            sink.Reject(new RejectedReading(position, reason));
            return;
        }

        Use(position, north, east, celsius, id, TimestampOf(window, record.Slot(ReadingField.Timestamp)));
    }

    private static CountryCheck CountryOf(ReadOnlySpan<byte> window, FieldSlot slot)
    {
        if (slot.Kind != SlotKind.Text) return CountryCheck.Missing;
        return CountryText.IsFrance(window[slot.Start..slot.End]) ? CountryCheck.France : CountryCheck.Foreign;
    }

    private static ReadOnlySpan<byte> TimestampOf(ReadOnlySpan<byte> window, FieldSlot slot) => slot.Kind switch
    {
        SlotKind.None => default,
        SlotKind.Text => window[(slot.Start - 1)..(slot.End + 1)],
        _ => window[slot.Start..slot.End],
    };

    private static FieldCheck Coordinate(ReadOnlySpan<byte> window, FieldSlot slot, double limit, out double degrees)
    {
        degrees = 0;
        return slot.Kind == SlotKind.Number
            ? NumberText.Coordinate(window[slot.Start..slot.End], limit, out degrees)
            : NoNumber(slot.Kind);
    }

    private FieldCheck Celsius(ReadOnlySpan<byte> window, FieldSlot slot, out Temperature temperature)
    {
        temperature = default;
        return slot.Kind == SlotKind.Number
            ? NumberText.Celsius(window[slot.Start..slot.End], rules, out temperature)
            : NoNumber(slot.Kind);
    }

    private static FieldCheck NoNumber(SlotKind kind) =>
        kind is SlotKind.None or SlotKind.Null ? FieldCheck.Missing : FieldCheck.NotANumber;
}
