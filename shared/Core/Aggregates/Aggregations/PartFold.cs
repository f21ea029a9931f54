namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>Turns the readings of one part that count into rows; the order of the readings plays no part.</summary>
public abstract class PartFold
{
    /// <summary>Takes some of them, each once.</summary>
    public abstract void Add(ReadOnlySpan<CountedReading> readings);

    /// <summary>The rows of the part after its last reading, in the order of their keys.</summary>
    public abstract IReadOnlyList<KeptRow> Rows();
}
