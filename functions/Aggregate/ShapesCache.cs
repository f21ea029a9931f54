using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>
/// The shapes of this instance: loaded when the generation of their object has changed, by one message at a time. Each
/// message is served by a look that began after it came, so what is replayed after an import uses what was imported;
/// messages that come together share a look. A new file that is refused or out of reach, or a bucket that does not
/// answer soon, leaves the last good one in use, loudly. Safe for several messages at once.
/// </summary>
internal sealed class ShapesCache(IBucket bucket, string name, TimeProvider clock, ILogger log)
{
    /// <summary>A look belongs to every message that waits for it, so no single one of them may end it.</summary>
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A message that has good shapes to go on with waits no longer for news.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly StoredShapes _stored = new(bucket, name, log);
    private readonly Lock _lock = new();
    private Task<ActiveShapes>? _look;
    private Task<ActiveShapes>? _next;
    private volatile ActiveShapes? _active;
    private long _refusedGeneration;
    private string _refusal = "";

    /// <summary>The shapes to use now.</summary>
    /// <exception cref="TransientException">
    /// There are none yet: the object is absent, refused or out of reach.
    /// </exception>
    public async Task<ActiveShapes> CurrentAsync(CancellationToken cancellation)
    {
        var look = LookFromNowOn();
        if (_active is not { } last) return await look.WaitAsync(cancellation);
        try
        {
            return await look.WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            log.LastShapesKept(last.Activation.Generation, $"the bucket {bucket.Name} does not answer.");
            return _active ?? last;
        }
    }

    /// <summary>A look that has not begun yet: what is under way may have asked before this message came.</summary>
    private Task<ActiveShapes> LookFromNowOn()
    {
        lock (_lock)
        {
            if (_next is not null) return _next;
            return _look is { IsCompleted: false } ? _next = LookAfterAsync(_look) : _look = LookOnceAsync();
        }
    }

    private async Task<ActiveShapes> LookAfterAsync(Task look)
    {
        await look.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing
            | ConfigureAwaitOptions.ForceYielding
            | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Task<ActiveShapes> next;
        lock (_lock) (next, _next) = (_look = LookOnceAsync(), null);
        return await next;
    }

    private async Task<ActiveShapes> LookOnceAsync()
    {
        await Task.Yield();
        using var timeout = new CancellationTokenSource(LookTimeout, clock);
        try
        {
            return await LookAsync(timeout.Token);
        }
        catch (Exception failure) when (failure is TransientException or OperationCanceledException)
        {
            if (_active is not { } last)
                throw new TransientException($"There are no shapes: {failure.Message}", failure);

            log.LastShapesKept(last.Activation.Generation, failure.Message);
            return last;
        }
    }

    private async Task<ActiveShapes> LookAsync(CancellationToken cancellation)
    {
        var found = await bucket.FindAsync(name, cancellation)
            ?? throw new TransientException($"{name} is not in the bucket {bucket.Name}; import the regions.");
        if (_active is { } active && active.Activation.Generation == found.Generation) return active;
        if (found.Generation != _refusedGeneration)
        {
            _refusal = await LoadAsync(found, cancellation) ?? "";
            if (_refusal.Length == 0) return _active!;
            _refusedGeneration = found.Generation;
        }

        throw new TransientException($"generation {found.Generation} of {name} is refused: {_refusal}");
    }

    /// <summary>Puts a generation into use; null, or the reason why it is refused.</summary>
    private async Task<string?> LoadAsync(StoredObject found, CancellationToken cancellation)
    {
        var read = await _stored.ReadAsync(found, cancellation);
        if (read.Shapes is null) return read.Refusal;
        _active = new ActiveShapes(
            new RegionLocators(read.Shapes), new ShapesActivation(found.Generation, read.Shapes.Hash));
        log.ShapesActivated(name, found.Generation, read.Shapes.Hash);
        return null;
    }
}
