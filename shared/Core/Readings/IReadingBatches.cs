namespace Isotherm.Core.Readings;

/// <summary>Takes the readings of a document batch by batch, each reading once.</summary>
/// <typeparam name="TBatch">What keeps them until then, used by one thread at a time.</typeparam>
public interface IReadingBatches<TBatch>
    where TBatch : class, IReadingBatch
{
    /// <summary>An empty batch. There are a few for each thread, used again and again.</summary>
    TBatch Create();

    /// <summary>Takes over what a batch holds and empties it; by several threads at once, in any order.</summary>
    /// <param name="batch">Readings and rejects of a piece of the document.</param>
    /// <param name="first">To be added to their positions.</param>
    void Take(TBatch batch, long first);
}
