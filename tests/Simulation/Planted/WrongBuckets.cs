using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Storage;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Planted;

/// <summary>412 is taken for a failure, also where it says that the object is there already.</summary>
internal sealed class PreconditionIsFailure : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.CatchesUp];

    public override IBucket RawBucket(SimulatedWorld world, IBucket bucket) =>
        new WrongBucket(bucket, (_, writer) => new StrictWriter(writer));

    private sealed class StrictWriter(IObjectWriter inner) : IObjectWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
            inner.WriteAsync(bytes, cancellation);

        public async Task<WriteResult> CommitAsync(CancellationToken cancellation)
        {
            var result = await inner.CommitAsync(cancellation);
            return result.PreconditionFailed ? throw new TransientException("412 Precondition Failed.") : result;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}

/// <summary>The manifest is there before the parts that it names.</summary>
internal sealed class ManifestBeforeParts : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.NothingLost];

    public override IBucket RawBucket(SimulatedWorld world, IBucket bucket) =>
        new WrongBucket(bucket, (name, writer) => name.EndsWith(".json", StringComparison.Ordinal)
            && name.Contains("/part-", StringComparison.Ordinal) ? new LateWriter(world.RawStore, name) : writer);

    private sealed class LateWriter(SimulatedStore store, string name) : IObjectWriter
    {
        private readonly MemoryStream _bytes = new();

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            _bytes.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public Task<WriteResult> CommitAsync(CancellationToken cancellation) =>
            Task.FromResult(new WriteResult(store.Reserve(name, _bytes.ToArray())));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

internal sealed class WrongBucket(IBucket inner, Func<string, IObjectWriter, IObjectWriter> wrap) : IBucket
{
    public string Name => inner.Name;

    public async Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation) =>
        wrap(name, await inner.CreateAsync(name, cancellation));

    public Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation) =>
        inner.ReplaceAsync(name, content, expectedGeneration, cancellation);

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation) =>
        inner.FindAsync(name, cancellation);

    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation) =>
        inner.OpenAsync(name, generation, cancellation);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation) =>
        inner.ListAsync(prefix, cancellation);

    public Task<DateTimeOffset?> FindCreationAsync(string name, long generation, CancellationToken cancellation) =>
        inner.FindCreationAsync(name, generation, cancellation);

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation) =>
        inner.DeleteAsync(name, generation, cancellation);
}
