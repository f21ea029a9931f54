using Isotherm.Core.Aggregates;
using Isotherm.Core.Messages;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Testing.Tables;

/// <summary>Parts of runs for tests: a good part, to be changed by <c>with</c> for what a test is about.</summary>
public static class PartEntries
{
    public static readonly DateTimeOffset Start = new(2019, 2, 19, 14, 0, 3, TimeSpan.Zero);

    /// <summary>The only part of a run at 14:00 in which Bretagne (53) has 3 points with the mean 10.5.</summary>
    public static PartEntry Good { get; } = new(
        Key("2019-02-19T14:00:00Z", "a"),
        Start,
        "http://sensors.example/temperatures",
        0,
        1,
        "raw/v1/2019/02/19/14/a/x/part-00000.json",
        1,
        new ShapesActivation(1, "aaaa"),
        1,
        Aggregate([("53", 31_500_000_000, 3)], [("53", 21_000_000_000, 2), ("11", 10_500_000_000, 1)]),
        "1.0",
        Start.AddSeconds(5),
        TimeSpan.FromMilliseconds(250),
        1);

    public static RunKey Key(string slot, string run) =>
        new(Slot.TryParse(slot, out var parsed) ? parsed : throw new FormatException(slot), RunId.Parse(run));

    public static Hour Hour(string text) =>
        Core.Runs.Hour.TryParse(text, out var hour) ? hour : throw new FormatException(text);

    /// <summary>The same part in another run of some slot, started that many minutes later.</summary>
    public static PartEntry In(this PartEntry entry, string slot, string run, int startedMinutesLater = 0) => entry with
    {
        Key = Key(slot, run),
        StartedAt = Start.AddMinutes(startedMinutesLater),
        ObjectName = $"raw/v1/{slot}/{run}/x/part-{entry.Part:00000}.json",
    };

    /// <summary>The same run, this part of so many.</summary>
    public static PartEntry Part(this PartEntry entry, int part, int parts) =>
        entry with { Part = part, Parts = parts, ObjectName = $"{entry.ObjectName[..^10]}{part:00000}.json" };

    /// <summary>Sums in 1e-9 °C by region; usable readings outside every region; rejects for being foreign.</summary>
    public static PartAggregate Aggregate(
        (string Code, Int128 Nano, long Points)[] rectangle,
        (string Code, Int128 Nano, long Points)[] polygon,
        long outside = 0,
        long foreign = 0)
    {
        var usable = Math.Max(rectangle.Sum(region => region.Points), polygon.Sum(region => region.Points)) + outside;
        return new PartAggregate(
            usable + foreign,
            new RejectCounts(new Dictionary<RejectReason, long> { [RejectReason.Foreign] = foreign }),
            usable,
            0,
            Of(Method.Rectangle, rectangle, usable),
            Of(Method.Polygon, polygon, usable),
            []);
    }

    /// <summary>One region with a sum, the same by both methods.</summary>
    public static PartAggregate Both(string code, Int128 nano, long points) =>
        Aggregate([(code, nano, points)], [(code, nano, points)]);

    public static PartAggregate Empty { get; } = Aggregate([], []);

    public static FailedRunMessage Failure(
        RunKey key, int startedMinutesLater = 0, string reason = "It answered 500.") =>
        new(key, Start.AddMinutes(startedMinutesLater), reason);

    private static MethodAggregate Of(Method method, (string Code, Int128 Nano, long Points)[] regions, long usable) =>
        new(
            method,
            usable - regions.Sum(region => region.Points),
            [
                .. Region.All.Select(region => new RegionSum(
                    region.Code,
                    regions.Where(some => some.Code == region.Code)
                        .Select(some => new ExactSum(some.Nano, some.Points)).FirstOrDefault())),
            ]);
}
