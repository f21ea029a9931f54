using System.Diagnostics;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>Another bucket with a span around each call; the span of a create lasts until its commit.</summary>
public sealed class TracedBucket(IBucket bucket) : IBucket
{
    private static readonly ActivitySource Source = new("Isotherm.Adapters.RawObjects");

    public string Name => bucket.Name;

    public async Task<IObjectWriter> CreateAsync(string name, CancellationToken cancellation)
    {
        if (Begin("bucket.create", name) is not { } span) return await bucket.CreateAsync(name, cancellation);
        try
        {
            return new TracedWriter(await bucket.CreateAsync(name, cancellation), span);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            span.Dispose();
            throw;
        }
    }

    public Task<WriteResult> ReplaceAsync(
        string name, ReadOnlyMemory<byte> content, long expectedGeneration, CancellationToken cancellation) =>
        RunAsync("bucket.replace", name, () => bucket.ReplaceAsync(name, content, expectedGeneration, cancellation));

    public Task<StoredObject?> FindAsync(string name, CancellationToken cancellation) =>
        RunAsync("bucket.find", name, () => bucket.FindAsync(name, cancellation));

    /// <summary>The span ends when the object is open: reading it is the span of whoever reads.</summary>
    public Task<ObjectContent?> OpenAsync(string name, long? generation, CancellationToken cancellation) =>
        RunAsync("bucket.open", name, () => bucket.OpenAsync(name, generation, cancellation));

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation) =>
        bucket.ListAsync(prefix, cancellation);

    public Task<DateTimeOffset?> FindCreationAsync(string name, long generation, CancellationToken cancellation) =>
        RunAsync("bucket.find", name, () => bucket.FindCreationAsync(name, generation, cancellation));

    public Task<bool> DeleteAsync(string name, long generation, CancellationToken cancellation) =>
        RunAsync("bucket.delete", name, () => bucket.DeleteAsync(name, generation, cancellation));

    private async Task<T> RunAsync<T>(string operation, string name, Func<Task<T>> work) =>
        await Begin(operation, name).RunAsync(work);

    private Activity? Begin(string operation, string name) =>
        TracedWork.Begin(Source, operation, ActivityKind.Client)
            ?.SetTag("isotherm.bucket", bucket.Name).SetTag("isotherm.object", name);

    private sealed class TracedWriter(IObjectWriter writer, Activity span) : IObjectWriter
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
            writer.WriteAsync(bytes, cancellation);

        public async Task<WriteResult> CommitAsync(CancellationToken cancellation)
        {
            try
            {
                var result = await writer.CommitAsync(cancellation);
                span.SetTag("isotherm.generation", result.Written?.Generation);
                return result;
            }
            catch (Exception failure)
            {
                span.Fail(failure);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await writer.DisposeAsync();
            span.Dispose();
        }
    }
}
