using Isotherm.Core.Messages;

namespace Isotherm.Cli.DeadLetters;

/// <summary>
/// Works on the dead letters of a place: takes them, and puts back whatever was not removed, also when the work fails
/// or is interrupted.
/// </summary>
internal sealed class LetterBox(IDeadLetters place)
{
    public async Task<T> OpenAsync<T>(
        Func<IReadOnlyList<LetterGroup>, Func<LetterGroup, Task>, Task<T>> work, CancellationToken cancellation)
    {
        var taken = await place.TakeAsync(cancellation);
        var left = taken.ToDictionary(letter => letter.Handle, StringComparer.Ordinal);
        try
        {
            return await work(LetterGroup.Of(taken), RemoveAsync);
        }
        finally
        {
            await place.PutBackAsync([.. left.Values], CancellationToken.None);
        }

        async Task RemoveAsync(LetterGroup group)
        {
            await place.RemoveAsync(group.Copies, CancellationToken.None);
            foreach (var copy in group.Copies) left.Remove(copy.Handle);
        }
    }
}
