using Isotherm.Adapters.Identity;
using Isotherm.Adapters.RawObjects;
using Isotherm.Testing.RawObjects;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>A bucket at a rude Cloud Storage, with no waits between tries and small chunks.</summary>
public abstract class CloudStorageFixture : IAsyncLifetime
{
    protected const string Name = "raw/v1/2019/02/19/14/run/attempt/part-00000.json";
    protected const int Quantum = CloudStorageOptions.ChunkQuantum;

    private readonly List<CloudStorageConnection> _connections = [];

    /// <summary>Stands still: no limit strikes unless a test moves it.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2019, 2, 19, 14, 0, 3, TimeSpan.Zero));

    protected RudeStorage Storage { get; private set; } = null!;

    protected CloudStorageBucket Bucket { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected CloudStorageOptions Options => new()
    {
        Endpoint = Storage.Endpoint,
        ChunkBytes = 2 * Quantum,
        FirstDelay = TimeSpan.Zero,
        MaxDelay = TimeSpan.Zero,
    };

    public async ValueTask InitializeAsync()
    {
        Storage = await RudeStorage.StartAsync(Clock);
        Bucket = Connect(Options);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) connection.Dispose();
        await Storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected CloudStorageBucket Connect(
        CloudStorageOptions options,
        IAccessTokens? tokens = null,
        string bucket = RudeStorage.Bucket,
        TimeProvider? clock = null)
    {
        var connection = new CloudStorageConnection(options, tokens ?? NoAccessTokens.Instance, clock ?? Clock);
        _connections.Add(connection);
        return new CloudStorageBucket(bucket, connection);
    }

    /// <summary>Assert.Equal takes half a second for a megabyte.</summary>
    protected void AssertStored(byte[] expected, string name) =>
        Assert.True(Storage.Objects.Find(name)!.Bytes.AsSpan().SequenceEqual(expected), $"{name} has other bytes.");

    /// <summary>Bytes that no shift or swap leaves the same.</summary>
    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
