using Isotherm.Core.Messages;
using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Messages;

/// <summary>A topic as the product reaches it: after a failure some of the messages may have been taken.</summary>
internal sealed class SimulatedTopic(Site site, Action<OutgoingMessage> take, Wire wire) : ITopic
{
    public Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) =>
        wire.CallAsync(site, $"{messages.Count} messages", () => Take(messages), cancellation);

    private bool Take(IReadOnlyList<OutgoingMessage> messages)
    {
        foreach (var message in messages)
        {
            if (wire.Faults.Happens(Mishap.PublishedInPart))
                throw new Core.Failures.TransientException("The batch broke off.");
            take(message);
        }

        return true;
    }
}
