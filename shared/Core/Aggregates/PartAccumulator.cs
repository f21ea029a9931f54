using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>Folds the readings of one part, or of a piece of it, into exact sums; the last of several ids wins.</summary>
public sealed class PartAccumulator(RegionLocators locators, bool keepRejected) : IReadingSink
{
    public void Usable(scoped in Reading reading) => throw new NotSupportedException($"{locators} {keepRejected}");

    public void Reject(RejectedReading rejected) => throw new NotSupportedException();

    /// <summary>Takes over what another accumulator made of another piece of the same part; in any order.</summary>
    public void Merge(PartAccumulator other) => throw new NotSupportedException();

    /// <summary>The aggregate of everything taken so far, its accounting checked.</summary>
    /// <exception cref="InvalidOperationException">The accounting does not add up: a defect of this program.</exception>
    public PartAggregate Finish() => throw new NotSupportedException();
}
