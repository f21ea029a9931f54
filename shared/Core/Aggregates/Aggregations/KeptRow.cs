namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>A row of a table of an aggregation: its values in the order of the columns. Equal when they are.</summary>
public sealed class KeptRow(params IReadOnlyList<KeptValue> values) : IEquatable<KeptRow>
{
    public IReadOnlyList<KeptValue> Values { get; } = values;

    public KeptValue this[int column] => Values[column];

    public bool Equals(KeptRow? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as KeptRow);

    public override int GetHashCode() => Values.Count == 0 ? 0 : HashCode.Combine(Values.Count, Values[0]);

    public override string ToString() => string.Join('|', Values);
}
