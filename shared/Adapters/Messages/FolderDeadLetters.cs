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
public sealed class FolderDeadLetters(string folder, TimeProvider clock) : IDeadLetters
{
    private const string Ending = ".json";

    private readonly FolderBucket _bucket = new(folder, clock);

    public async Task<IReadOnlyList<DeadLetter>> TakeAsync(CancellationToken cancellation)
    {
        var letters = new List<DeadLetter>();
        await foreach (var stored in _bucket.ListAsync("", cancellation))
        {
            if (!stored.Name.EndsWith(Ending, StringComparison.Ordinal)) continue;
            if (await _bucket.ReadAsync(stored.Name, cancellation) is { } read) letters.Add(Read(read));
        }

        return letters;
    }

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

    private DeadLetter Read((StoredObject Stored, byte[] Bytes) read)
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
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new TransientException(
                $"{read.Stored.Name} in {folder} is no message of a topic: take it out of the folder. {e.Message}", e);
        }
    }
}
