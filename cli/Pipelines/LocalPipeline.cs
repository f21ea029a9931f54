using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.Messages;
using Isotherm.Aggregate;
using Isotherm.Cli.Inputs;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;

namespace Isotherm.Cli.Pipelines;

/// <summary>Both functions on loopback addresses, and the broker that pushes from one to the other.</summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    private readonly FunctionHost _aggregate;
    private readonly PushBroker _broker;
    private readonly FunctionHost _fetch;

    private LocalPipeline(FunctionHost aggregate, PushBroker broker, FunctionHost fetch) =>
        (_aggregate, _broker, _fetch) = (aggregate, broker, fetch);

    public Uri Fetch => _fetch.Address;

    public Uri Aggregate => _aggregate.Address;

    public PushBroker Broker => _broker;

    /// <summary>Starts everything; the shapes shipped with isotherm are put where none are yet.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The pipeline owns its parts.")]
    public static async Task<LocalPipeline> StartAsync(LocalPipelineParts parts, CancellationToken cancellation)
    {
        await ProvideShapesAsync(parts.Bucket, cancellation);
        var deadLetters = new FolderTopic(parts.DeadLetters, parts.Clock);
        var aggregate = await AggregateHost.StartAsync(
            AggregateOptions.Default,
            new AggregateParts(
                parts.Bucket,
                parts.Bucket,
                parts.Bucket,
                deadLetters,
                parts.Database.Recorder,
                parts.Clock,
                parts.Logs),
            parts.AggregatePort,
            cancellation);
        var broker = new PushBroker(aggregate.Address, parts.Broker, parts.Clock, deadLetters);
        try
        {
            var fetch = await FetchHost.StartAsync(
                new FetchOptions(parts.SensorApi, SlotLength.Hourly),
                new FetchParts(parts.Bucket, broker.Topic, parts.Clock, parts.Logs),
                parts.FetchPort,
                cancellation);
            return new LocalPipeline(aggregate, broker, fetch);
        }
        catch
        {
            await broker.DisposeAsync();
            await aggregate.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets fetch finish, then waits a while until every message is delivered.</summary>
    public async Task DrainAsync(TimeSpan patience, TimeProvider clock)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        await _fetch.StopAsync(CancellationToken.None);
        await _broker.IdleAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _fetch.DisposeAsync();
        await _broker.DisposeAsync();
        await _aggregate.DisposeAsync();
    }

    private static async Task ProvideShapesAsync(IBucket bucket, CancellationToken cancellation)
    {
        var name = AggregateOptions.Default.ShapesObject;
        if (await bucket.FindAsync(name, cancellation) is not null) return;
        var shapes = ShapesReader.Read(ShapesFile.Shipped()).Shapes!;
        await bucket.CreateAsync(name, ShapesWriter.Write(shapes), cancellation);
    }
}
