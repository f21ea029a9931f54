using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Replays;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Verification;

/// <summary>
/// Compares the tables with what the raw objects come to, computed anew: by another JSON reader, whole numbers of any
/// size, edges one by one, and statements of its own. From the product it takes the bucket, the connection and the
/// hash by which the shapes are known; nothing that reads, locates, adds or asks.
/// </summary>
internal sealed class Verification(Places places, Database database, OwnShapes shapes, string shapesHash)
{
    private const string Folder = "raw/v1/";
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Runs looked at so far.</summary>
    public long Runs { get; private set; }

    /// <summary>The method that the tables name; null when they name none.</summary>
    public string? Method { get; private set; }

    /// <summary>The differences of some hours of one day.</summary>
    public async Task<IReadOnlyList<Difference>> OfDayAsync(Hour from, Hour to, CancellationToken cancellation)
    {
        var (first, last) = (Text(from), Text(to));
        var rules = places.Options.Rules;
        var expected = new ExpectedFacts(
            places.Raw, new OwnReader(shapes, rules.MinCelsius, rules.MaxCelsius), shapes);
        var faults = new List<Difference>();
        var unreadable = new List<(string, string)>();
        await foreach (var (name, manifest, unusable) in ManifestsAsync(from, cancellation))
        {
            var (hour, run) = manifest is null ? OwnManifest.Named(name)!.Value : (manifest.Hour, manifest.Key);
            if (string.CompareOrdinal(hour, first) < 0 || string.CompareOrdinal(hour, last) > 0) continue;
            Runs++;
            var fault = unusable ?? await expected.AddAsync(manifest!, cancellation);
            if (fault is null) continue;
            unreadable.Add((hour, run));
            faults.Add(new Difference(hour, run, "raw object", fault, null));
        }

        var (method, found) = await WithTablesAsync(
            tables => tables.ReadAsync(first, last, cancellation), cancellation);
        Method = method;
        var isKnown = OwnRules.Methods.Contains(method);
        var differences = new BriefDifferences(unreadable).Of(expected.Finish(method), found);
        return [.. faults, .. differences.Where(difference => isKnown || difference.Run is not null)];
    }

    /// <summary>The first and the last hour that raw objects or tables know, within those wanted.</summary>
    public async Task<(Hour From, Hour To)?> KnownAsync(Hour from, Hour to, Hour now, CancellationToken cancellation)
    {
        var known = new List<Hour> { now };
        var inTables = await WithTablesAsync(tables => tables.HoursAsync(cancellation), cancellation);
        if (inTables is { } span) known.AddRange(new[] { span.First, span.Last }.Select(Parsed).OfType<Hour>());
        await foreach (var stored in places.Raw.ListAsync(Folder, cancellation))
        {
            if (OwnManifest.Named(stored.Name) is not { } named) continue;
            if (Parsed(named.Hour) is { } hour) known.Add(hour);
            break;
        }

        var (first, last) = (known.Min(), known.Max());
        var within = (From: first > from ? first : from, To: last < to ? last : to);
        return within.From > within.To ? null : within;
    }

    private async Task<T> WithTablesAsync<T>(Func<OwnTables, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = database.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (System.Data.Common.DbException failure)
        {
            throw database.Translate(failure);
        }

        return await read(new OwnTables(database, connection, shapesHash, ReadingRules.Version));
    }

    private async IAsyncEnumerable<(string Name, OwnManifest? Manifest, string? Fault)> ManifestsAsync(
        Hour day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = Folder + day.Start.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);
        await foreach (var stored in places.Raw.ListAsync(prefix, cancellation))
        {
            if (OwnManifest.Named(stored.Name) is null) continue;
            var bytes = await places.Raw.ReadAsync(stored.Name, cancellation);
            var read = OwnManifest.Read(bytes is { } found ? found.Bytes : []);
            yield return read.Is(out var manifest, out var fault)
                ? (stored.Name, manifest, null)
                : (stored.Name, null, $"{stored.Name}: {fault}");
        }
    }

    private static Hour? Parsed(string hour) =>
        Hour.TryParse(hour.Replace(' ', 'T') + "Z", out var parsed) ? parsed : null;

    private static string Text(Hour hour) =>
        hour.Start.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);
}
