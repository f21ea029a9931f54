using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Ledger;

/// <summary>Reads the rejects that were kept, and the readings themselves from the raw objects.</summary>
/// <param name="rejects">Holds the positions and reasons.</param>
/// <param name="raw">Holds the readings; null when they are not wanted.</param>
internal sealed class KeptRejects(IBucket rejects, IBucket? raw)
{
    /// <summary>
    /// The rejects of these hours, by part and position. Reasons do not depend on the shapes, so of several objects of
    /// one part the one by the newest rules is read.
    /// </summary>
    public async IAsyncEnumerable<KeptReject> ReadAsync(
        ReportFilter hours, RunId? run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var newest = new SortedDictionary<string, (RejectObjectName Name, string Object)>(StringComparer.Ordinal);
        await foreach (var stored in rejects.ListAsync(Prefix(hours), cancellation))
        {
            if (RejectObjectName.Parse(stored.Name) is not { } name) continue;
            var (hour, part) = (name.Part.Key.Slot.Hour, name.Part.ToString());
            if (hour < hours.From || hour > hours.To || (run is not null && name.Part.Key.Run != run)) continue;
            if (!newest.TryGetValue(part, out var known) || known.Name.RulesVersion < name.RulesVersion)
                newest[part] = (name, stored.Name);
        }

        foreach (var (name, stored) in newest.Values)
        {
            foreach (var reject in await ReadAsync(name, stored, cancellation)) yield return reject;
        }
    }

    /// <summary>One day where only one is asked for; a listing has one prefix.</summary>
    private static string Prefix(ReportFilter hours) =>
        hours is { From: { } from, To: { } to } && from.Start.Date == to.Start.Date
            ? RejectObjectName.Prefix + from.Start.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture)
            : RejectObjectName.Prefix;

    private async Task<IReadOnlyList<KeptReject>> ReadAsync(
        RejectObjectName name, string stored, CancellationToken cancellation)
    {
        if (await rejects.ReadAsync(stored, cancellation) is not { } read) return [];
        try
        {
            var lines = System.Text.Encoding.UTF8.GetString(read.Bytes)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line).ToArray();
            var texts = raw is null ? null : await TextsAsync(raw, name, lines, cancellation);
            return [.. lines.Select(line => new KeptReject(
                name.Part, line.Position, line.Reason, texts?.GetValueOrDefault(line.Position)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new PoisonException($"{stored} holds no rejects{JsonFault.Where(e)}.", e);
        }
    }

    private static (long Position, string Reason) Line(string line)
    {
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("position").GetInt64(),
            json.RootElement.GetProperty("reason").GetString()!);
    }

    private static async Task<Dictionary<long, string>> TextsAsync(
        IBucket raw, RejectObjectName name, (long Position, string Reason)[] lines, CancellationToken cancellation)
    {
        var wanted = lines.Select(line => line.Position).ToHashSet();
        var texts = new Dictionary<long, string>();
        await using var opened = await raw.OpenAsync(name.Part.ToString(), name.Generation, cancellation);
        if (opened is null) return texts;
        using var json = await JsonDocument.ParseAsync(opened.Content, default, cancellation);
        var position = 0L;
        foreach (var element in json.RootElement.EnumerateArray())
        {
            if (wanted.Contains(position)) texts[position] = element.GetRawText();
            position++;
        }

        return texts;
    }
}
