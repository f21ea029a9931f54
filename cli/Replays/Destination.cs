using System.Globalization;
using Isotherm.Adapters;
using Isotherm.Adapters.Messages;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Pipelines;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Replays;

/// <summary>
/// Where messages are published again: a topic, or an aggregate in this process. A message counts as published when the
/// topic has taken it for good, or when the aggregate of this process is done with it.
/// </summary>
internal sealed class Destination : IAsyncDisposable
{
    private readonly ITopic _topic;
    private readonly LocalAggregate? _aggregate;
    private readonly BackingServices? _services;

    private Destination(string name, ITopic topic, LocalAggregate? aggregate, BackingServices? services) =>
        (Name, _topic, _aggregate, _services) = (name, topic, aggregate, services);

    /// <summary>For people and for the audit.</summary>
    public string Name { get; }

    /// <summary>Whether what is published is aggregated, or given up, when publishing returns.</summary>
    public bool IsThisProcess => _aggregate is not null;

    /// <summary>Messages that became dead letters, as far as this process can know.</summary>
    public long DeadLetters => _aggregate?.DeadLetters ?? 0;

    public static Destination Of(string location, ITopic topic, BackingServices services) =>
        new(location, topic, null, services);

    public static Destination Of(LocalAggregate aggregate) =>
        new("this process", aggregate.Broker, aggregate, null);

    /// <summary>The command that lists these dead letters; null when this process makes none.</summary>
    public string? LettersCommand => _aggregate is null
        ? null
        : "isotherm dead-letters list --letters " + ShellText.Quoted(Locations.Folder(_aggregate.DeadLettersFolder));

    /// <summary>
    /// Publishes the messages of these runs as their manifests have them; false for each run of which a message became
    /// a dead letter, as far as this process can know.
    /// </summary>
    public async Task<bool[]> PublishAsync(IReadOnlyList<Manifest> runs, CancellationToken cancellation)
    {
        await _topic.PublishAsync([.. runs.SelectMany(Messages)], cancellation);
        if (_topic is PushBroker broker) await broker.IdleAsync(cancellation);
        var dead = _aggregate?.TakeDeadBodies() ?? new HashSet<string>();
        return [.. runs.Select(run => !run.Parts.Any(part => dead.Contains(part.Message)))];
    }

    /// <summary>Publishes one message.</summary>
    public async Task PublishAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        await _topic.PublishAsync([message], cancellation);
        if (_topic is PushBroker broker) await broker.IdleAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_aggregate is not null) await _aggregate.DisposeAsync();
        if (_services is not null) await _services.DisposeAsync();
    }

    private static IEnumerable<OutgoingMessage> Messages(Manifest manifest)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = RunMessage.SchemaVersion.ToString(CultureInfo.InvariantCulture),
            ["run"] = manifest.Key.Run.Value,
        };
        return manifest.Parts.Select(part => new OutgoingMessage(part.Message, attributes));
    }
}
