using System.Globalization;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Cli.DeadLetters;

/// <summary>
/// Works on the dead letters of a place: takes them, keeps them in hand as long as the work goes on, and puts back
/// whatever was not removed, also when the work fails or is interrupted.
/// </summary>
internal sealed class LetterBox(IDeadLetters place, Surroundings surroundings)
{
    public async Task<T> OpenAsync<T>(
        Func<IReadOnlyList<LetterGroup>, Func<LetterGroup, Task>, Task<T>> work, CancellationToken cancellation)
    {
        var taken = await place.TakeAsync(cancellation);
        var since = surroundings.Clock.GetTimestamp();
        Warn(taken);
        var left = taken.Letters.ToDictionary(letter => letter.Handle, StringComparer.Ordinal);
        T result;
        try
        {
            result = await work(LetterGroup.Of(taken.Letters), RemoveAsync);
        }
        catch (Exception e) when (e is TransientException or OperationCanceledException)
        {
            await TryPutBackAsync([.. left.Values]);
            throw;
        }

        await place.PutBackAsync([.. left.Values], CancellationToken.None);
        return result;

        async Task RemoveAsync(LetterGroup group)
        {
            await place.RemoveAsync(group.Copies, CancellationToken.None);
            foreach (var copy in group.Copies) left.Remove(copy.Handle);
            if (place.Lease < TimeSpan.Zero || surroundings.Clock.GetElapsedTime(since) < place.Lease / 2) return;
            await place.RenewAsync([.. left.Values], cancellation);
            since = surroundings.Clock.GetTimestamp();
        }
    }

    private void Warn(TakenLetters taken)
    {
        foreach (var foreign in taken.Foreign)
            surroundings.Warn($"{foreign} is no message of a topic and is left alone: take it out of the folder.");
        if (taken.IsAll) return;
        surroundings.Warn(string.Create(
            CultureInfo.InvariantCulture,
            $"These are the first {taken.Letters.Count} letters, and there may be more: repeat this after them."));
    }

    /// <summary>When it fails, their lease ends by itself, and what ended the work says more.</summary>
    private async Task TryPutBackAsync(DeadLetter[] letters)
    {
        try
        {
            await place.PutBackAsync(letters, CancellationToken.None);
        }
        catch (TransientException)
        {
        }
    }
}
