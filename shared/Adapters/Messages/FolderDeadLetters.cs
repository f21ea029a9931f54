using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Adapters.Messages;

/// <summary>The dead letters in the folder of a <see cref="FolderTopic"/>.</summary>
/// <param name="folder">The folder; one that is not there holds none.</param>
/// <param name="clock">For the bucket that the folder is.</param>
public sealed class FolderDeadLetters(string folder, TimeProvider clock) : IDeadLetters, IDeadLetterCount
{
    private const string Ending = ".json";

    private readonly FolderBucket _bucket = new(folder, clock);

    public TimeSpan Lease => Timeout.InfiniteTimeSpan;

    public async Task<TakenLetters> TakeAsync(CancellationToken cancellation)
    {
        var (letters, foreign) = (new List<DeadLetter>(), new List<string>());
        await foreach (var stored in _bucket.ListAsync("", cancellation))
        {
            if (!stored.Name.EndsWith(Ending, StringComparison.Ordinal)) continue;
            if (await _bucket.ReadAsync(stored.Name, cancellation) is not { } read) continue;
            if (TryRead(read) is { } letter) letters.Add(letter);
            else foreign.Add(Path.Combine(folder, stored.Name));
        }

        return new TakenLetters(letters, foreign, IsAll: true);
    }

    public async Task<long?> CountAsync(CancellationToken cancellation)
    {
        try
        {
            return (await TakeAsync(cancellation)).Letters.Count;
        }
        catch (TransientException)
        {
            return null;
        }
    }

    /// <summary>Nothing to do: what is in a folder stays there while it is looked at.</summary>
    public Task RenewAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation) => Task.CompletedTask;

    public async Task RemoveAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation)
    {
        foreach (var letter in letters)
        {
            var (name, generation) = (letter.Handle[(letter.Handle.IndexOf(' ', StringComparison.Ordinal) + 1)..],
                letter.Handle[..letter.Handle.IndexOf(' ', StringComparison.Ordinal)]);
            await _bucket.DeleteAsync(name, long.Parse(generation, CultureInfo.InvariantCulture), cancellation);
        }
    }

    /// <summary>Nothing to do: what is in a folder stays there while it is looked at.</summary>
    public Task PutBackAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Null for a file that no topic wrote.</summary>
    private static DeadLetter? TryRead((StoredObject Stored, byte[] Bytes) read)
    {
        try
        {
            using var json = JsonDocument.Parse(read.Bytes);
            var root = json.RootElement;
            return new DeadLetter(
                string.Create(CultureInfo.InvariantCulture, $"{read.Stored.Generation} {read.Stored.Name}"),
                root.GetProperty("messageId").GetString()!,
                UtcText.TryParse(root.GetProperty("publishTime").GetString(), out var at) ? at : default,
                Encoding.UTF8.GetBytes(root.GetProperty("body").GetString()!),
                root.GetProperty("attributes").EnumerateObject()
                    .ToDictionary(field => field.Name, field => field.Value.GetString()!, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or ArgumentNullException)
        {
            return null;
        }
    }
}
