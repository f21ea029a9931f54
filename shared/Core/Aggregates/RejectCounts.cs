using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>How many readings were rejected for each reason. Immutable.</summary>
/// <param name="counts">A reason that is absent counts 0.</param>
public sealed class RejectCounts(IReadOnlyDictionary<RejectReason, long> counts)
{
    private readonly long[] _counts = [.. RejectReasonNames.All.Select(reason => counts.GetValueOrDefault(reason))];

    public long this[RejectReason reason] => _counts[(int)reason];

    public long Total => _counts.Sum();

    /// <summary>The sum of both, reason by reason.</summary>
    public RejectCounts Plus(RejectCounts other) =>
        new(RejectReasonNames.All.ToDictionary(reason => reason, reason => this[reason] + other[reason]));
}
