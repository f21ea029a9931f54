using System.Runtime.CompilerServices;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// A bucket in a local folder, with the semantics of Cloud Storage: an object lies at its plain path, for everybody to
/// read, and becomes visible whole, in one step, together with its generation. Safe for any number of processes of one
/// machine.
/// </summary>
/// <remarks>
/// The generation is the modification time of the file in Unix microseconds: it moves into place with the bytes, by the
/// same rename, so there is no moment in between. Size and checksum are noted beside it under that generation, before
/// the rename. A file that was put there by hand has no note: it is an object all the same, its checksum computed when
/// it is asked for. A copy of the folder that lost the times keeps its generations, as long as the bytes are the same.
/// What a power failure may take is the newest objects; never a part of one. A name cannot be both an object and a
/// folder of objects, and on a file system that ignores case, names that differ only in case are one object.
/// </remarks>
public sealed class FolderBucket : IBucket
{
    private readonly TimeProvider _clock;
    private readonly FolderLayout _layout;
    private readonly FolderObjects _objects;
    private bool _isPrepared;

    /// <param name="folder">The folder; made when something is written and it is not there.</param>
    /// <param name="clock">Gives the generations; a clock that stands still or goes back is good enough.</param>
    /// <exception cref="ArgumentException">The folder has no name of its own, as the root has none.</exception>
    public FolderBucket(string folder, TimeProvider clock)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Name = Path.GetFileName(root);
        if (Name.Length == 0) throw new ArgumentException($"'{folder}' cannot be a bucket.", nameof(folder));
        _clock = clock;
        _layout = new FolderLayout(root);
        _objects = new FolderObjects(_layout);
    }

    /// <summary>The last segment of the folder, so that a folder that is moved stays the same bucket.</summary>
    public string Name { get; }

    public async Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        return await BeginAsync(name, expectedGeneration: 0, cancellation);
    }

    public async Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedGeneration);
        await using var writer = await BeginAsync(name, expectedGeneration, cancellation);
        await writer.WriteAsync(content, cancellation);
        return await writer.CommitAsync(cancellation);
    }

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Reach(name, () => _objects.Find(name)));
    }

    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Reach(name, () => Open(name, generation)));
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectNames.CheckPrefix(prefix);
        var found = _objects.Names(prefix).GetEnumerator();
        while (Reach(prefix, () => found.MoveNext()))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await FindAsync(found.Current, cancellation) is { } stored) yield return stored;
        }
    }

    public async Task<DateTimeOffset?> FindCreationAsync(
        string name, long generation, CancellationToken cancellation)
    {
        var live = await FindAsync(name, cancellation);
        return live?.Generation == generation ? DateTimeOffset.UnixEpoch.AddMicroseconds(generation) : null;
    }

    public async Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation)
    {
        ObjectNames.Check(name);
        cancellation.ThrowIfCancellationRequested();
        if (!Directory.Exists(_layout.Root)) return false;
        try
        {
            await PrepareAsync(name, cancellation);
            await using var turn = await FolderLock.TakeAsync(_layout.Lock(name), cancellation);
            if (_objects.Find(name) is not { } live || live.Generation != generation) return false;
            _objects.Remove(live);
            return true;
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Unreachable($"'{name}' cannot be deleted", e);
        }
    }

    internal static bool IsFileFailure(Exception e) => e is IOException or UnauthorizedAccessException;

    internal TransientException Unreachable(string what, Exception cause) =>
        new($"In the bucket '{Name}' {what}: {cause.Message}", cause);

    /// <summary>Moves a pending file into place when the live generation is the expected one.</summary>
    internal async Task<WriteResult> CommitAsync(
        string name, long expectedGeneration, FolderPending pending, CancellationToken cancellation)
    {
        try
        {
            pending.Flush();
            await using var turn = await FolderLock.TakeAsync(_layout.Lock(name), cancellation);
            var live = _objects.Find(name);
            if ((live?.Generation ?? 0) != expectedGeneration) return default;
            var now = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var generation = Math.Max(Math.Max(now, 1), _objects.LastGeneration(name, live) + 1);
            return new WriteResult(_objects.Place(name, generation, pending));
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Unreachable($"'{name}' cannot be committed", e);
        }
    }

    private async Task<FolderObjectWriter> BeginAsync(
        string name, long expectedGeneration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await PrepareAsync(name, cancellation);
            var path = Path.Combine(_layout.Pending, Guid.NewGuid().ToString("N"));
            return new FolderObjectWriter(this, name, expectedGeneration, path);
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Unreachable($"'{name}' cannot be begun", e);
        }
    }

    /// <summary>
    /// Makes the hidden folders; once a bucket makes sure that locks work, and sweeps leftovers away.
    /// </summary>
    private async Task PrepareAsync(string name, CancellationToken cancellation)
    {
        var path = _layout.Lock(name);
        Directory.CreateDirectory(_layout.Pending);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (_isPrepared) return;
        await using var turn = await FolderLock.TakeAsync(path, cancellation);
        await using var second = FolderLock.TryTake(path);
        if (second is not null)
            throw new TransientException(
                $"File locks do not work in '{_layout.Root}': keep the bucket on a local disk.");
        FolderLeftovers.Sweep(_layout.Pending);
        _isPrepared = true;
    }

    private ObjectContent? Open(string name, long? generation)
    {
        var opened = _objects.Open(name);
        if (opened is null) return null;
        if (generation is null || generation == opened.Stored.Generation)
            return new ObjectContent(opened.Stored, new VerifiedStream(opened.File, opened.Stored));
        opened.File.Dispose();
        return null;
    }

    private T Reach<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Unreachable($"'{name}' cannot be read", e);
        }
    }
}
