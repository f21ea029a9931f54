namespace Isotherm.Core.Runs;

/// <summary>The id of a run, unique within its slot: <c>[a-z0-9-]{1,40}</c>. Ordered ordinally.</summary>
public readonly record struct RunId : IComparable<RunId>
{
    private readonly string? _value;

    private RunId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This RunId was never set.");

    public static bool TryParse(string? text, out RunId id)
    {
        var good = IdText.IsValid(text);
        id = good ? new RunId(text!) : default;
        return good;
    }

    /// <exception cref="FormatException">The text is not <c>[a-z0-9-]{1,40}</c>.</exception>
    public static RunId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not [a-z0-9-]{{1,40}}.");

    public int CompareTo(RunId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;
}
