using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>How many readings were rejected for each reason. Immutable.</summary>
public sealed class RejectCounts(IReadOnlyDictionary<RejectReason, long> counts)
{
    private readonly long[] _counts = [.. RejectReasonNames.All.Select(reason => counts.GetValueOrDefault(reason))];

    public long this[RejectReason reason] => _counts[(int)reason];

    public long Total => _counts.Sum();
}
