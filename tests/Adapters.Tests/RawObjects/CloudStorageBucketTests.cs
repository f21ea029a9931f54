using Isotherm.Adapters.Identity;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.RawObjects;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>The contract of buckets, over real sockets.</summary>
public sealed class CloudStorageBucketTests : BucketContract, IAsyncLifetime
{
    private RudeStorage _storage = null!;
    private CloudStorageConnection _connection = null!;

    protected override IBucket Bucket => new CloudStorageBucket(RudeStorage.Bucket, _connection);

    public async ValueTask InitializeAsync()
    {
        _storage = await RudeStorage.StartAsync(Clock);
        var options = new CloudStorageOptions { Endpoint = _storage.Endpoint, ChunkBytes = 1 << 20, PageSize = 3 };
        _connection = new CloudStorageConnection(options, NoAccessTokens.Instance, Clock);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _storage.DisposeAsync();
    }
}
