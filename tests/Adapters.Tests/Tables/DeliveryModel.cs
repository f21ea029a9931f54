using System.Globalization;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;
using Isotherm.Testing.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>
/// A small world of deliveries, and what the rules of the data say the table shows after any of them: written from the
/// rules alone, without the code under test.
/// </summary>
internal static class DeliveryModel
{
    private static readonly string[] Codes = ["11", "24", "53"];

    /// <summary>Two slots of one hour, one of the next; one and two parts; three activations, two rules.</summary>
    public static IReadOnlyList<object> World { get; } =
    [
        .. from slot in new[] { "2019-02-19T14:00:00Z", "2019-02-19T14:30:00Z", "2019-02-19T15:00:00Z" }
           from run in new[] { (Id: "a", Parts: 1), (Id: "b", Parts: 2) }
           from part in Enumerable.Range(0, run.Parts)
           from shapes in new ShapesActivation[] { new(1, "aaaa"), new(2, "bbbb"), new(3, "aaaa") }
           from rules in new[] { 1, 2 }
           select Entry(slot, run.Id, part, run.Parts, shapes, rules),
        .. from slot in new[] { "2019-02-19T14:00:00Z", "2019-02-19T16:00:00Z" }
           from minutes in new[] { 1, 2 }
           select PartEntries.Failure(PartEntries.Key(slot, "b"), minutes),
    ];

    public static Task DeliverAsync(RunRecorder recorder, object delivery, CancellationToken cancellation) =>
        delivery is PartEntry entry
            ? recorder.RecordPartAsync(entry, cancellation)
            : recorder.RecordFailureAsync((FailedRunMessage)delivery, cancellation);

    /// <summary>The rows of region_temperature after these deliveries, by rectangle.</summary>
    public static string[] Shown(IEnumerable<object> deliveries)
    {
        var rows = new List<string>();
        var entries = deliveries.OfType<PartEntry>().ToArray();
        foreach (var hour in entries.GroupBy(entry => entry.Key.Slot.Hour).OrderBy(hour => hour.Key))
        {
            var parts = hour.GroupBy(entry => entry.Key.Slot).SelectMany(slot => CurrentParts([.. slot])).ToArray();
            foreach (var code in new[] { "53", "24", "11" }) // by name: Bretagne, Centre-Val de Loire, Île-de-France
            {
                var sums = parts.SelectMany(part => part.Aggregate.Rectangle.Regions)
                    .Where(region => region.Code == code && region.Sum.Count > 0).ToArray();
                if (sums.Length == 0) continue;
                var nano = sums.Sum(sum => (decimal)sum.Sum.NanoCelsius);
                rows.Add(Row(hour.Key, code, nano, sums.Sum(sum => sum.Sum.Count)));
            }
        }

        return [.. rows];
    }

    private static PartEntry[] CurrentParts(PartEntry[] ofOneSlot)
    {
        var candidates =
            from run in ofOneSlot.GroupBy(entry => (entry.StartedAt, entry.Key.Run.Value))
            let chosen = Chosen([.. run])
            where chosen.Length > 0 && chosen.Sum(part => part.Aggregate.Usable) > 0
            select (run.Key, chosen);
        return candidates.OrderBy(run => run.Key.StartedAt).ThenBy(run => run.Key.Value, StringComparer.Ordinal)
            .Select(run => run.chosen).LastOrDefault() ?? [];
    }

    private static PartEntry[] Chosen(PartEntry[] ofOneRun)
    {
        var complete =
            from evaluation in ofOneRun.GroupBy(entry => (entry.Shapes.Hash, entry.RulesVersion))
            let parts = evaluation.DistinctBy(entry => entry.Part).ToArray()
            where parts.Length == parts[0].Parts
            orderby evaluation.Key.RulesVersion, evaluation.Max(entry => entry.Shapes.Generation)
            select parts;
        return complete.LastOrDefault() ?? [];
    }

    private static string Row(Hour hour, string code, decimal nano, long points) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{hour.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss}|{Core.Regions.Region.Find(code)!.Name}|"
            + $"{decimal.Round(nano / 1_000_000_000m / points, 6, MidpointRounding.ToEven):F6}|{points}");

    /// <summary>Sums that differ for everything they may depend on; some runs have no usable reading.</summary>
    private static PartEntry Entry(
        string slot, string run, int part, int parts, ShapesActivation shapes, int rules)
    {
        var seed = HashCode(slot, run, part, shapes.Hash, rules);
        var sums = Codes.Where((_, i) => ((seed >> i) & 1) == 1)
            .Select((code, i) => (code, ((Int128)(seed * 7919L % 1_000_003) * 31_337) - 9_000_000_000, (long)(i + 1)))
            .ToArray();
        var startedLater = run == "a" ? 1 : slot.EndsWith("14:30:00Z", StringComparison.Ordinal) ? 0 : 2;
        var entry = PartEntries.Good.In(slot, run, startedLater).Part(part, parts) with
        {
            Shapes = shapes,
            RulesVersion = rules,
            Aggregate = PartEntries.Aggregate(sums, [], outside: seed % 2, foreign: 2),
        };
        return entry.Aggregated(RegisteredAggregations.All);
    }

    private static int HashCode(params object[] values) =>
        values.Aggregate(17, (hash, value) => ((hash * 31) + value.ToString()!.Sum(letter => letter)) % 100_003);
}
