namespace Isotherm.Core.Runs;

/// <summary>
/// The id of one call of the sensor API, new for every call: <c>[a-z0-9-]{1,40}</c>. Ordered ordinally.
/// </summary>
public readonly record struct AttemptId : IComparable<AttemptId>
{
    private readonly string? _value;

    private AttemptId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This AttemptId was never set.");

    public static bool TryParse(string? text, out AttemptId id)
    {
        var good = IdText.IsValid(text);
        id = good ? new AttemptId(text!) : default;
        return good;
    }

    /// <exception cref="FormatException">The text is not <c>[a-z0-9-]{1,40}</c>.</exception>
    public static AttemptId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not [a-z0-9-]{{1,40}}.");

    public int CompareTo(AttemptId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(AttemptId left, AttemptId right) => left.CompareTo(right) < 0;

    public static bool operator >(AttemptId left, AttemptId right) => left.CompareTo(right) > 0;

    public static bool operator <=(AttemptId left, AttemptId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(AttemptId left, AttemptId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;
}
