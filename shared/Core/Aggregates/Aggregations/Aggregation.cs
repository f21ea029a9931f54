using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>
/// Something that is computed of every part beside the mean: one class, one migration that makes its two tables, and
/// one line in <see cref="RegisteredAggregations"/>. Whatever the order of readings and parts, and however readings are
/// split over parts, the hour shows the same.
/// </summary>
public abstract class Aggregation
{
    /// <summary>Lower-case letters and minus, 32 at most; it never changes.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Counts from 1 and is raised when results may differ: rows of another version are never mixed with these.
    /// </summary>
    public abstract int Version { get; }

    /// <summary>What it keeps, in a few words.</summary>
    public abstract string Keeps { get; }

    /// <summary>What is kept of each part, by evaluation, part, version and these keys.</summary>
    public abstract KeptTable Parts { get; }

    /// <summary>What is shown, by hour and these keys.</summary>
    public abstract KeptTable Shown { get; }

    /// <summary>
    /// Whether it needs more of a reading than temperature and regions: then <see cref="KeyOf"/> gives it. It costs two
    /// bytes a reading, and there is room for two such aggregations.
    /// </summary>
    public virtual bool HasKey => false;

    /// <summary>
    /// What it needs of a reading, in 16 bits. Called from many threads; depends on its arguments only.
    /// </summary>
    /// <param name="reading">A usable reading, which may be superseded later.</param>
    /// <param name="slot">The slot of its run.</param>
    public virtual ushort KeyOf(scoped in Reading reading, Slot slot) => 0;

    /// <summary>An empty fold for one part.</summary>
    public abstract PartFold Fold(PartFrame part);

    /// <summary>The rows that an hour shows, in the order of their keys.</summary>
    /// <param name="rows">The rows of all parts of its current runs, in any order.</param>
    public abstract IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows);

    /// <summary>How the rows that hours show are reported: as they are, unless it says more.</summary>
    public virtual AggregationReport Report => AggregationReport.AsShown(this);
}
