namespace Isotherm.Core.Readings.Pieces;

/// <summary>Passes what a reader finds on to one batch after the other.</summary>
internal sealed class TargetSink<TBatch> : IReadingSink
    where TBatch : class, IReadingBatch
{
    /// <summary>Takes what is found now.</summary>
    public TBatch? Batch { get; set; }

    public void Usable(scoped in Reading reading) => Batch!.Usable(reading);

    public void Reject(RejectedReading rejected) => Batch!.Reject(rejected);
}
