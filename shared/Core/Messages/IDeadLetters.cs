using Isotherm.Core.Failures;

namespace Isotherm.Core.Messages;

/// <summary>
/// Where dead letters lie: a subscription of Pub/Sub on the dead-letter topic, or a folder. Every method throws
/// <see cref="TransientException"/> when it cannot be reached.
/// </summary>
public interface IDeadLetters
{
    /// <summary>How long letters that were taken stay in hand; infinite when nobody else can get them.</summary>
    TimeSpan Lease { get; }

    /// <summary>
    /// Takes all that are there into hand; nobody else gets them until they are put back, or their lease ends. When it
    /// fails or is cancelled, what was taken is put back first.
    /// </summary>
    Task<TakenLetters> TakeAsync(CancellationToken cancellation);

    /// <summary>Keeps these in hand for another lease from now on.</summary>
    Task RenewAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation);

    /// <summary>Removes these for good.</summary>
    Task RemoveAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation);

    /// <summary>Puts these back at once.</summary>
    Task PutBackAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation);
}
