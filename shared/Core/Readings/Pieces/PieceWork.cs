using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Isotherm.Core.Readings.Pieces;

/// <summary>
/// Reads a document piece by piece. Whoever is free does what is due: reads a piece that was filled, or fills the next
/// ones from the stream, those of which another one waits for work first; and takes over the readings of settled
/// pieces. So reading the stream, inflating, parsing and taking over go on side by side without a thread that does
/// nothing else, and with one worker one after the other.
/// </summary>
internal sealed class PieceWork<TBatch> : IDisposable
    where TBatch : class, IReadingBatch
{
    private readonly IReadingBatches<TBatch> _batches;
    private readonly ReadingRules _rules;
    private readonly PieceOrder<TBatch> _order;
    private readonly PieceFeeder _feeder;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _feeding = new(1, 1);

    /// <summary>What a waiting worker waits for: that something may have changed.</summary>
    private readonly SemaphoreSlim _news = new(0);
    private readonly ConcurrentBag<DocumentPiece<TBatch>> _unused = [];
    private readonly ConcurrentQueue<DocumentPiece<TBatch>> _filled = [];
    private readonly ConcurrentQueue<DocumentPiece<TBatch>> _due = [];
    private ExceptionDispatchInfo? _failure;
    private int _waiting;

    /// <param name="feeder">Gives them.</param>
    /// <param name="order">Where every piece is settled.</param>
    /// <param name="rules">The limits of a temperature.</param>
    /// <param name="batches">Takes the readings.</param>
    /// <param name="pieces">So many are used at a time; at least one for each worker.</param>
    /// <param name="cancellation">Stops the work with an <see cref="OperationCanceledException"/>.</param>
    public PieceWork(
        PieceFeeder feeder,
        PieceOrder<TBatch> order,
        ReadingRules rules,
        IReadingBatches<TBatch> batches,
        IReadOnlyList<DocumentPiece<TBatch>> pieces,
        CancellationToken cancellation)
    {
        (_feeder, _order, _rules, _batches) = (feeder, order, rules, batches);
        foreach (var piece in pieces) _unused.Add(piece);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>
    /// Works until the document ends or is unreadable. What the stream or a batch throws passes through.
    /// </summary>
    public async Task RunAsync(int workers)
    {
        // The first pieces tell how records begin; most documents have no more of them.
        var isMore = true;
        while (isMore && !_feeder.IsLarge) isMore = await WorkOnNextAsync(guesser: null);

        if (isMore && workers == 1) await WorkAsync(guesser: null);
        else if (isMore) await AllAsync(workers);
        if (!_order.IsFaulty && _feeder.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _feeding.Dispose();
        _news.Dispose();
    }

    private async Task AllAsync(int workers)
    {
        var all = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkOrStopAsync)));
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _failure?.Throw();
    }

    private async Task WorkOrStopAsync()
    {
        try
        {
            await WorkAsync(new PieceGuesser<TBatch>(_rules, _order.IsLines));
        }
        catch (Exception e)
        {
            // The first one counts: the others stop because of it, or they would wait for ever.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            await _stop.CancelAsync();
            throw;
        }
    }

    private async Task WorkAsync(PieceGuesser<TBatch>? guesser)
    {
        while (await WorkOnNextAsync(guesser))
        {
        }
    }

    /// <summary>False when there are no more pieces.</summary>
    private async ValueTask<bool> WorkOnNextAsync(PieceGuesser<TBatch>? guesser)
    {
        if (await NextAsync() is not { } piece) return false;
        if (piece.IsWhole) guesser?.Read(piece);
        _order.Settle(piece, _due.Enqueue);
        TakeDue();
        return true;
    }

    private async ValueTask<DocumentPiece<TBatch>?> NextAsync()
    {
        while (true)
        {
            if (_filled.TryDequeue(out var piece)) return piece;
            if (IsOver)
            {
                Tell();
                return null;
            }

            if (await TryFeedAsync() is { } own) return own;
            await WaitAsync();
        }
    }

    private bool IsOver => _feeder.IsEnded || _order.IsFaulty;

    /// <summary>Fills pieces while others wait for them, and one more; null when that cannot be done now.</summary>
    private async ValueTask<DocumentPiece<TBatch>?> TryFeedAsync()
    {
        if (!await _feeding.WaitAsync(0, _stop.Token)) return null;
        try
        {
            while (!IsOver && _unused.TryTake(out var piece))
            {
                if (!await _feeder.FillAsync(piece, _order.Boundary, _stop.Token))
                {
                    Free(piece);
                    return null;
                }

                _order.Add(piece);
                if (Volatile.Read(ref _waiting) == 0) return piece;
                _filled.Enqueue(piece);
                Tell();
            }

            return null;
        }
        finally
        {
            _feeding.Release();
            Tell();
        }
    }

    /// <summary>
    /// Waits until there may be something to do. First it says that it waits and looks once more: what changes
    /// something looks afterwards whether someone waits.
    /// </summary>
    private async ValueTask WaitAsync()
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            var canFeed = _feeding.CurrentCount > 0 && !_unused.IsEmpty;
            if (_filled.IsEmpty && !IsOver && !canFeed) await _news.WaitAsync(_stop.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Tell()
    {
        // What changed has to be seen by one who says now that it waits.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiting) > 0) _news.Release();
    }

    private void TakeDue()
    {
        while (_due.TryDequeue(out var piece))
        {
            _batches.Take(piece.Batch, piece.First);
            Free(piece);
        }
    }

    private void Free(DocumentPiece<TBatch> piece)
    {
        _unused.Add(piece);
        Tell();
    }
}
