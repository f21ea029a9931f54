using System.Globalization;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;

namespace Isotherm.Testing.Messages;

/// <summary>
/// A topic that only remembers, as rude as a test asks for. Every message is an operation of its own (publish, named by
/// its body), so a strike in the middle leaves those before it taken.
/// </summary>
public sealed class InMemoryTopic(TimeProvider clock) : ITopic
{
    private readonly Lock _lock = new();
    private readonly List<TakenMessage> _taken = [];

    public Faults Faults { get; } = new();

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<TakenMessage> Taken
    {
        get
        {
            lock (_lock) return [.. _taken];
        }
    }

    public Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        PublishLimits.Check(messages);
        cancellation.ThrowIfCancellationRequested();
        foreach (var message in messages) Faults.Around("publish", message.Body, () => Take(message));
        return Task.CompletedTask;
    }

    private bool Take(OutgoingMessage message)
    {
        lock (_lock)
        {
            var id = (_taken.Count + 1).ToString(CultureInfo.InvariantCulture);
            var attributes = new Dictionary<string, string>(message.Attributes, StringComparer.Ordinal);
            _taken.Add(new TakenMessage(id, clock.GetUtcNow(), message.Body, attributes));
            return true;
        }
    }
}
