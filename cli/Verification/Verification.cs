using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Replays;
using Isotherm.Core.Failures;
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
    private const string Ending = "/manifest.json";
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Runs looked at so far.</summary>
    public long Runs { get; private set; }

    /// <summary>The differences of some hours of one day.</summary>
    public async Task<IReadOnlyList<Difference>> OfDayAsync(Hour from, Hour to, CancellationToken cancellation)
    {
        var (first, last) = (Text(from), Text(to));
        var rules = places.Options.Rules;
        var expected = new ExpectedFacts(
            places.Raw, new OwnReader(shapes, rules.MinCelsius, rules.MaxCelsius), shapes);
        var faults = new List<Difference>();
        await foreach (var (name, manifest, fault) in ManifestsAsync(from, cancellation))
        {
            if (manifest is not null && (string.CompareOrdinal(manifest.Hour, first) < 0
                || string.CompareOrdinal(manifest.Hour, last) > 0)) continue;
            Runs++;
            var unreadable = fault ?? await expected.AddAsync(manifest!, cancellation);
            if (unreadable is not null)
                faults.Add(new Difference(manifest?.Hour ?? first, manifest?.Run, name, "readable", unreadable));
        }

        await using var connection = database.CreateConnection();
        await OpenAsync(connection, cancellation);
        var (method, found) = await new OwnTables(connection, shapesHash, ReadingRules.Version)
            .ReadAsync(first, last, cancellation);
        return [.. faults, .. Brief(Facts.Compare(expected.Finish(method), found))];
    }

    /// <summary>Of a run that was never evaluated by these shapes that alone is said, not every sum.</summary>
    private static IEnumerable<Difference> Brief(IReadOnlyList<Difference> differences)
    {
        var unknown = differences.Where(difference => difference is { What: OwnRules.Evaluation, Found: null })
            .Select(difference => (difference.Hour, difference.Run)).ToHashSet();
        return differences.Where(difference => difference.What == OwnRules.Evaluation
            || !unknown.Contains((difference.Hour, difference.Run)));
    }

    private static async Task OpenAsync(System.Data.Common.DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (System.Data.Common.DbException failure)
        {
            throw new TransientException($"The database failed: {failure.Message}", failure);
        }
    }

    private async IAsyncEnumerable<(string Name, OwnManifest? Manifest, string? Fault)> ManifestsAsync(
        Hour day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = "raw/v1/" + day.Start.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);
        await foreach (var stored in places.Raw.ListAsync(prefix, cancellation))
        {
            if (!stored.Name.EndsWith(Ending, StringComparison.Ordinal)) continue;
            var bytes = await places.Raw.ReadAsync(stored.Name, cancellation);
            var read = OwnManifest.Read(bytes is { } found ? found.Bytes : []);
            yield return read.Is(out var manifest, out var fault)
                ? (stored.Name, manifest, null)
                : (stored.Name, null, fault);
        }
    }

    private static string Text(Hour hour) =>
        hour.Start.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);
}
