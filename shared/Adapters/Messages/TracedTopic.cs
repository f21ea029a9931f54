using System.Diagnostics;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>Another topic with a span around each publish.</summary>
public sealed class TracedTopic(ITopic topic) : ITopic
{
    private static readonly ActivitySource Source = new("Isotherm.Adapters.Messages");

    public async Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        var span = TracedWork.Begin(Source, "topic.publish", ActivityKind.Producer)
            ?.SetTag("messaging.batch.message_count", messages.Count);
        await span.RunAsync(async () =>
        {
            await topic.PublishAsync(messages, cancellation);
            return messages.Count;
        });
    }
}
