using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>
/// What must hold before a part is recorded. A part that breaks a rule would corrupt sums for ever, so it is refused
/// loudly and kept as a dead letter.
/// </summary>
internal static class PartEntryRules
{
    private const int MaxHash = 64;
    private const int MaxObjectName = 255;

    public static void Check(PartEntry entry)
    {
        Require(entry.Parts > 0 && entry.Part >= 0 && entry.Part < entry.Parts, entry, "is not one of its parts");
        Require(entry.Shapes.Hash is { Length: > 0 and <= MaxHash }, entry, "names no hash of shapes");
        Require(entry.ObjectName.Length is > 0 and <= MaxObjectName, entry, "has no raw object name of usual length");
        var aggregate = entry.Aggregate;
        Require(aggregate.Read == aggregate.Usable + aggregate.Rejects.Total, entry, "loses readings in its counts");
        Check(entry, aggregate.Rectangle, Method.Rectangle);
        Check(entry, aggregate.Polygon, Method.Polygon);
    }

    /// <summary>A run has one manifest, so one start and one number of parts.</summary>
    public static void CheckAgainst(LockedRun run, PartEntry entry)
    {
        if (!run.IsCommitted) return;
        Require(run.Parts == entry.Parts, entry, $"contradicts the {run.Parts} parts that are recorded for this run");
        Require(
            run.StartedAt == UtcText.Truncate(entry.StartedAt),
            entry,
            $"contradicts the start {UtcText.ToMicroseconds(run.StartedAt)} that is recorded for this run");
    }

    /// <summary>A manifest pins the generation of each part, so the same part never comes from two objects.</summary>
    public static void CheckAgainst(PartOrigin recorded, PartEntry entry) =>
        Require(
            recorded == new PartOrigin(entry.ObjectName, entry.Generation),
            entry,
            $"was recorded from {recorded.ObjectName} generation {recorded.Generation} and cannot be replaced by "
            + $"{entry.ObjectName} generation {entry.Generation}: correct an hour by a new run");

    private static void Check(PartEntry entry, MethodAggregate aggregate, Method method)
    {
        Require(aggregate.Method == method, entry, $"has no aggregate by {method.Name()}");
        var used = aggregate.Regions.Sum(region => region.Sum.Count);
        Require(
            entry.Aggregate.Usable == used + aggregate.OutsideEveryRegion,
            entry,
            $"loses usable readings in its counts by {method.Name()}");
        Require(
            aggregate.Regions.All(region => Region.Find(region.Code) is not null && region.Sum.Count >= 0)
                && aggregate.Regions.DistinctBy(region => region.Code).Count() == aggregate.Regions.Count,
            entry,
            $"names an unknown region, or one twice, by {method.Name()}");
    }

    private static void Require(bool holds, PartEntry entry, string fault)
    {
        if (holds) return;
        throw new PoisonException($"Part {entry.Part} of {entry.Parts} of run {entry.Key} {fault}.");
    }
}
