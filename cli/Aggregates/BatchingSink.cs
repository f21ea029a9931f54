using System.Collections.Concurrent;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>
/// Shares the usable readings of one part out over threads, each with an accumulator of its own. Which thread gets
/// which readings is chance; accumulators give the same for any split. At most a few batches wait at a time.
/// </summary>
internal sealed class BatchingSink : IReadingSink, IAsyncDisposable
{
    private const int WaitingPerWorker = 2;

    private readonly PartAccumulator _rejects;
    private readonly BlockingCollection<ReadingBatch> _waiting;
    private readonly ConcurrentBag<ReadingBatch> _empty = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<PartAccumulator>[] _workers;
    private ReadingBatch _batch = new();

    public BatchingSink(RegionLocators locators, int workers)
    {
        _rejects = new PartAccumulator(locators, keepRejected: false);
        _waiting = new BlockingCollection<ReadingBatch>(workers * WaitingPerWorker);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Factory.StartNew(
            () => Work(locators), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    public void Usable(scoped in Reading reading)
    {
        _batch.Add(reading);
        if (_batch.IsFull) HandOver();
    }

    public void Reject(RejectedReading rejected) => _rejects.Reject(rejected);

    /// <summary>The aggregate of the whole part.</summary>
    public async Task<PartAggregate> FinishAsync()
    {
        if (!_batch.IsEmpty) HandOver();
        _waiting.CompleteAdding();
        foreach (var accumulator in await Task.WhenAll(_workers)) _rejects.Merge(accumulator);
        return _rejects.Finish();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_workers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waiting.Dispose();
        _stop.Dispose();
    }

    private void HandOver()
    {
        _waiting.Add(_batch, _stop.Token);
        _batch = _empty.TryTake(out var empty) ? empty : new ReadingBatch();
    }

    private PartAccumulator Work(RegionLocators locators)
    {
        try
        {
            var accumulator = new PartAccumulator(locators, keepRejected: false);
            foreach (var batch in _waiting.GetConsumingEnumerable(_stop.Token))
            {
                batch.MoveTo(accumulator);
                _empty.Add(batch);
            }

            return accumulator;
        }
        catch
        {
            // Or the reading thread would wait for ever for room in the queue.
            _stop.Cancel();
            throw;
        }
    }
}
