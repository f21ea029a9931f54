using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.Messages;
using Isotherm.Aggregate;
using Isotherm.Core.RawObjects;
using Isotherm.Hosting;

namespace Isotherm.Cli.Pipelines;

/// <summary>Aggregate on a loopback address of this process, and a broker that pushes to it.</summary>
internal sealed class LocalAggregate : IAsyncDisposable
{
    /// <summary>A few seconds of trying: somebody waits for the command.</summary>
    private const int Attempts = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly FunctionHost _host;
    private readonly LettersTopic _deadLetters;

    private LocalAggregate(FunctionHost host, PushBroker broker, LettersTopic deadLetters, string folder) =>
        (_host, Broker, _deadLetters, DeadLettersFolder) = (host, broker, deadLetters, folder);

    public PushBroker Broker { get; }

    /// <summary>Messages that became dead letters here.</summary>
    public long DeadLetters => _deadLetters.Count;

    /// <summary>Where they lie.</summary>
    public string DeadLettersFolder { get; }

    /// <summary>The bodies of those that became dead letters since this was asked last.</summary>
    public IReadOnlySet<string> TakeDeadBodies() => _deadLetters.TakeBodies();

    /// <summary>Starts it; the caller owns buckets, database and clock.</summary>
    /// <param name="raw">The bucket of the raw objects.</param>
    /// <param name="shapes">The bucket of the shapes.</param>
    /// <param name="rejects">The bucket of the rejects.</param>
    /// <param name="parts">Database, dead letters and clock.</param>
    /// <param name="cancellation">Ends the start.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result owns its parts.")]
    public static async Task<LocalAggregate> StartAsync(
        IBucket raw, IBucket shapes, IBucket rejects, LocalAggregateParts parts, CancellationToken cancellation)
    {
        var log = new AggregateLog(parts.Warn);
        var letters = new LettersTopic(new FolderTopic(parts.DeadLetters, parts.Clock), log);
        var host = await AggregateHost.StartAsync(
            parts.Options,
            new AggregateParts(raw, rejects, shapes, letters, parts.Database.Recorder, parts.Clock, log),
            port: 0,
            cancellation);
        var options = new PushBrokerOptions { MaxDeliveryAttempts = Attempts, MaxBackoff = LongestWait };
        var broker = new PushBroker(host.Address, options, parts.Clock, letters);
        return new LocalAggregate(host, broker, letters, parts.DeadLetters);
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await _host.DisposeAsync();
    }
}
