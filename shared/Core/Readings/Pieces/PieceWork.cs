using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Isotherm.Core.Readings.Pieces;

/// <summary>
/// Reads a document piece by piece. Whoever is free does what is due: takes over the readings of settled pieces, or
/// cuts off the next piece and reads it. So reading the stream, inflating, parsing and taking over go on side by side
/// without a thread that does nothing else, and with one worker one after the other.
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
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<DocumentPiece<TBatch>> _unused = [];
    private readonly ConcurrentQueue<DocumentPiece<TBatch>> _due = [];
    private ExceptionDispatchInfo? _failure;

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
        _free = new SemaphoreSlim(pieces.Count);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>
    /// Works until the document ends or is unreadable. What the stream or a batch throws passes through.
    /// </summary>
    public async Task RunAsync(int workers)
    {
        // The first pieces tell how records begin; most documents have no more of them.
        var isMore = true;
        while (isMore && !_feeder.IsLarge)
        {
            isMore = await WorkOnNextAsync(guesser: null);
            TakeDue();
        }

        if (isMore && workers == 1) await WorkAsync(guesser: null);
        else if (isMore) await AllAsync(workers);
        if (!_order.IsFaulty && _feeder.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _feeding.Dispose();
        _free.Dispose();
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
        do TakeDue();
        while (await WorkOnNextAsync(guesser));
    }

    /// <summary>False when there are no more pieces.</summary>
    private async ValueTask<bool> WorkOnNextAsync(PieceGuesser<TBatch>? guesser)
    {
        if (await NextAsync() is not { } piece) return false;
        if (piece.IsWhole) guesser?.Read(piece);
        _order.Settle(piece, _due.Enqueue);
        return true;
    }

    private async ValueTask<DocumentPiece<TBatch>?> NextAsync()
    {
        await _feeding.WaitAsync(_stop.Token);
        try
        {
            if (_feeder.IsEnded || _order.IsFaulty) return null;
            await _free.WaitAsync(_stop.Token);
            if (!_unused.TryTake(out var piece)) throw new InvalidOperationException("A free piece was lost.");
            if (await _feeder.FillAsync(piece, _order.Boundary, _stop.Token))
            {
                _order.Add(piece);
                return piece;
            }

            Free(piece);
            return null;
        }
        finally
        {
            _feeding.Release();
        }
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
        _free.Release();
    }
}
