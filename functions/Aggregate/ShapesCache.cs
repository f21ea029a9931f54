using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>
/// The shapes of this instance: looked after once per message by the generation of their object, loaded when it has
/// changed, by one message at a time. A new file that is refused or out of reach leaves the last good one in use,
/// loudly. Safe for several messages at once.
/// </summary>
internal sealed class ShapesCache(IBucket bucket, string name, TimeProvider clock, ILogger log)
{
    /// <summary>The official file has about 2 MB; what is far beyond that is no file of shapes.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>A look belongs to every message that waits for it, so no single one of them may end it.</summary>
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Task<ActiveShapes>? _look;
    private volatile ActiveShapes? _active;
    private long _refusedGeneration;
    private string _refusal = "";

    /// <summary>The shapes to use now.</summary>
    /// <exception cref="TransientException">
    /// There are none yet: the object is absent, refused or out of reach.
    /// </exception>
    public Task<ActiveShapes> CurrentAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_look is null or { IsCompleted: true }) _look = LookOnceAsync();
            return _look.WaitAsync(cancellation);
        }
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
        if (found.Size > MaxBytes) return $"{found.Size} bytes are no file of shapes.";
        await using var opened = await bucket.OpenAsync(name, found.Generation, cancellation)
            ?? throw new TransientException($"generation {found.Generation} of {name} was replaced just now.");
        using var bytes = new MemoryStream((int)found.Size);
        await opened.Content.CopyToAsync(bytes, cancellation);
        var read = ShapesReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        if (read.Shapes is null) return read.Refusal;
        _active = new ActiveShapes(
            new RegionLocators(read.Shapes), new ShapesActivation(found.Generation, read.Shapes.Hash));
        log.ShapesActivated(name, found.Generation, read.Shapes.Hash);
        return null;
    }
}
