using Isotherm.Core.Failures;

namespace Isotherm.Core.Messages;

/// <summary>A topic of Pub/Sub or its local twin: at least once, in any order.</summary>
public interface ITopic
{
    /// <summary>Returns when the topic has taken all of them; after a failure some may have been taken.</summary>
    /// <exception cref="TransientException">The topic cannot be reached.</exception>
    Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation);
}
