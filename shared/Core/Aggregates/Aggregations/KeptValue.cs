using System.Globalization;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>
/// A value of a row in one canonical form, so that equal values are equal whatever database they came from: an integer,
/// a text, bytes, or a decimal number as text with all of its decimals.
/// </summary>
public readonly record struct KeptValue
{
    private readonly object _value;

    private KeptValue(object value) => _value = value;

    public static KeptValue Of(long value) => new(value);

    public static KeptValue Of(string value) => new(value);

    public static KeptValue Of(ReadOnlySpan<byte> value) => new(value.ToArray());

    /// <summary>A decimal number: <paramref name="units"/> of 10 to the minus <paramref name="decimals"/>.</summary>
    public static KeptValue OfDecimal(Int128 units, int decimals) => new(DecimalText.Of(units, decimals));

    /// <summary>The mean in °C, with its six decimals.</summary>
    /// <exception cref="ArgumentException">There are no temperatures.</exception>
    public static KeptValue OfMean(ExactSum sum) =>
        new(MeanTemperature.Of(sum).ToString(CultureInfo.InvariantCulture));

    /// <exception cref="InvalidCastException">It is no integer.</exception>
    public long Whole => (long)_value;

    /// <exception cref="InvalidCastException">It is no text.</exception>
    public string Text => (string)_value;

    /// <exception cref="InvalidCastException">It is no bytes.</exception>
    public ReadOnlyMemory<byte> Bytes => (byte[])_value;

    /// <summary>The number without its point: all of its decimals are units.</summary>
    /// <exception cref="FormatException">It is no decimal number.</exception>
    public Int128 Units => DecimalText.Units(Text);

    /// <summary>As a database takes it: an integer, a text or an array of bytes.</summary>
    public object ToObject() => _value;

    public bool Equals(KeptValue other) => _value is byte[] mine && other._value is byte[] others
        ? mine.AsSpan().SequenceEqual(others)
        : Equals(_value, other._value);

    public override int GetHashCode() => _value is byte[] bytes ? bytes.Length : _value?.GetHashCode() ?? 0;

    public override string ToString() => _value is byte[] bytes
        ? Convert.ToHexStringLower(bytes)
        : Convert.ToString(_value, CultureInfo.InvariantCulture) ?? "";
}
