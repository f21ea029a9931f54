using Isotherm.Core.Failures;

namespace Isotherm.Core.Messages;

/// <summary>
/// Where dead letters lie: a subscription of Pub/Sub on the dead-letter topic, or a folder. Every method throws
/// <see cref="TransientException"/> when it cannot be reached.
/// </summary>
public interface IDeadLetters
{
    /// <summary>
    /// Takes all that are there into hand; nobody else gets them until they are put back, or their lease ends. Each is
    /// to be removed or put back.
    /// </summary>
    Task<IReadOnlyList<DeadLetter>> TakeAsync(CancellationToken cancellation);

    /// <summary>Removes these for good.</summary>
    Task RemoveAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation);

    /// <summary>Puts these back at once.</summary>
    Task PutBackAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation);
}
