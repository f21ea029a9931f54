using System.Runtime.CompilerServices;
using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>Finds the runs in a raw bucket by the names of their objects.</summary>
public static class KeptRuns
{
    /// <summary>Of more than that a listing of everything takes fewer calls than one of each day.</summary>
    private static readonly TimeSpan LongestByDay = TimeSpan.FromDays(1000);

    /// <summary>
    /// The runs of these hours, in the order of their names: by slot, then by id. Names that are no raw object and no
    /// manifest are passed over.
    /// </summary>
    /// <param name="bucket">The raw bucket.</param>
    /// <param name="from">The first hour; null: from the first that is there.</param>
    /// <param name="to">The last hour, itself included; null: to the last that is there.</param>
    /// <param name="cancellation">Ends the listing.</param>
    public static async IAsyncEnumerable<KeptRun> KeptRunsAsync(
        this IBucket bucket, Hour? from, Hour? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RunKey? key = null;
        StoredObject? manifest = null;
        var parts = new List<KeptPart>();
        await foreach (var stored in ObjectsAsync(bucket, from, to, cancellation))
        {
            var isManifest = RawObjectName.TryParseManifest(stored.Name, out var run);
            var isPart = RawObjectName.TryParse(stored.Name, out var name);
            if (!isManifest && !isPart) continue;
            var found = isManifest ? run : name!.Key;
            if (found.Slot.Hour < from || found.Slot.Hour > to) continue;
            if (key is { } last && last != found)
            {
                yield return new KeptRun(last, manifest, parts);
                (manifest, parts) = (null, []);
            }

            key = found;
            if (isManifest) manifest = stored;
            else parts.Add(new KeptPart(name!, stored));
        }

        if (key is { } end) yield return new KeptRun(end, manifest, parts);
    }

    /// <summary>Day by day where the days are known: a listing of everything would read years for one hour.</summary>
    private static async IAsyncEnumerable<StoredObject> ObjectsAsync(
        IBucket bucket, Hour? from, Hour? to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var prefix in Prefixes(from, to))
        {
            await foreach (var stored in bucket.ListAsync(prefix, cancellation)) yield return stored;
        }
    }

    private static IEnumerable<string> Prefixes(Hour? from, Hour? to)
    {
        if (from is not { } first || to is not { } last || last.Start - first.Start > LongestByDay)
        {
            yield return RawObjectName.Prefix;
            yield break;
        }

        var day = DateOnly.FromDateTime(first.Start.UtcDateTime);
        var days = DateOnly.FromDateTime(last.Start.UtcDateTime).DayNumber - day.DayNumber;
        for (var i = 0; i <= days; i++) yield return RawObjectName.FolderOfDay(day.AddDays(i));
    }
}
