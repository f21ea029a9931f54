using Isotherm.Adapters.Identity;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.RawObjects;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.Aggregate;

/// <summary>Shapes in a Cloud Storage that is slow, silent or changes while messages come.</summary>
public sealed class ShapesInTheCloud : AggregateTest, IAsyncLifetime
{
    private const string OldRows = "2019-02-19T14:00:00Z Île-de-France 10.750000 2";
    private const string NewRows = "2019-02-19T14:00:00Z Centre-Val de Loire 10.750000 2";

    /// <summary>Stands still, so that the storage client waits for ever for what is silent.</summary>
    private readonly FakeTimeProvider _still = new();

    private RudeStorage _storage = null!;
    private CloudStorageConnection _connection = null!;

    private CloudStorageBucket Cloud => new(RudeStorage.Bucket, _connection);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _storage = await RudeStorage.StartAsync(TimeProvider.System);
        _storage.Objects.Put(ShapesObject, SquareShapes.Json());
        var options = new CloudStorageOptions { Endpoint = _storage.Endpoint };
        _connection = new CloudStorageConnection(options, NoAccessTokens.Instance, _still);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        _connection.Dispose();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task Many_messages_at_once_cost_one_load_and_a_look_each_at_most()
    {
        const int many = 24;
        await StartAsync(Cloud);
        var messages = new List<PartMessage>();
        for (var run = 0; run < many; run++) messages.Add(await CommitAsync(run: $"r{run}"));
        _storage.Objects.Put(ShapesObject, SquareShapes.Json(shift: -1));

        var answers = await Task.WhenAll(messages.Select(message => DeliverAsync(message)));

        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(2, _storage.Count(RudeStorageRequest.Media));
        Assert.InRange(_storage.Count(RudeStorageRequest.Metadata), 2, 1 + many);
        Assert.Equal(NewRows, await ShownAsync());
    }

    [Fact]
    public async Task A_silent_bucket_delays_messages_for_5_s_and_leaves_the_last_good_shapes_in_use()
    {
        var clock = new TimerClock(DateTimeOffset.UnixEpoch);
        await StartAsync(Cloud, clock);
        _storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Silence);
        var (first, second) = (await CommitAsync(), await CommitAsync(run: "r2"));

        foreach (var message in (PartMessage[])[first, second])
        {
            var delivered = DeliverAsync(message);
            while (await clock.NextWaitAsync(Cancellation) != TimeSpan.FromSeconds(5))
            {
                // The deadlines of the request and of the look.
            }

            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(204, (await delivered).Status);
        }

        Assert.Equal(OldRows, await ShownAsync());
        Assert.Equal(2, Logs.Of(2012).Count);
        Assert.Contains("does not answer", Logs.Of(2012)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_replayed_after_an_import_uses_the_new_shapes_though_an_older_look_is_still_under_way()
    {
        var late = new LateBucket(Shapes);
        await StartAsync(late);
        late.Hold();
        var (before, after) = (await CommitAsync(run: "a", hour: "13"), await CommitAsync(run: "b"));
        var first = DeliverAsync(before);
        await late.Found;
        Shapes.Delete(ShapesObject);
        await Shapes.CreateAsync(ShapesObject, SquareShapes.Json(shift: -1), Cancellation);

        var second = DeliverAsync(after);
        while (!Raw.Faults.Log.Any(line => line.EndsWith(ManifestOf(after.Key), StringComparison.Ordinal)
            && line.StartsWith("open", StringComparison.Ordinal)))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        late.Release();

        Assert.Equal((204, 204), ((await first).Status, (await second).Status));
        Assert.EndsWith(NewRows, await ShownAsync(), StringComparison.Ordinal);
    }
}
