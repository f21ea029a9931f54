using Isotherm.Core.Failures;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Aggregates.Aggregations.EventTime;

/// <summary>
/// The readings by their own timestamps: of each import hour the exact sums per event hour, method and region. The mean
/// of an event hour is over all import hours that have readings of it, so it is made when it is asked for.
/// </summary>
public sealed class EventTimeAggregation : Aggregation
{
    private const int NanoDecimals = 9;

    private static readonly KeptColumn EventHour = new("event_hour", KeptType.Text);
    private static readonly KeptColumn Method = new("method", KeptType.Text);
    private static readonly KeptColumn Region = new("region", KeptType.Text);
    private static readonly KeptColumn Sum = new("sum", KeptType.Exact, NanoDecimals);

    public override string Name => "event-time";

    public override int Version => 1;

    public override string Keeps =>
        "per hour, event hour (by the readings' own timestamps), method and region: exact sum and number";

    public override KeptTable Parts { get; } =
        new("event_time_parts", [EventHour, Method, Region], [Sum, new("points", KeptType.Whole)]);

    public override KeptTable Shown { get; } =
        new("event_time_sums", [EventHour, Method, Region], [Sum, new("numberOfPoints", KeptType.Whole)]);

    public override bool HasKey => true;

    public override AggregationReport Report => EventTimeReport.Of();

    public override ushort KeyOf(scoped in Reading reading, Slot slot) => EventHours.KeyOf(reading, slot);

    public override PartFold Fold(PartFrame part) => new EventTimeFold(part);

    public override IReadOnlyList<KeptRow> Show(IEnumerable<KeptRow> rows) =>
    [
        .. rows
            .GroupBy(row => (Hour: row[0].Text, Method: row[1].Text, Code: row[2].Text))
            .OrderBy(group => group.Key.Hour, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Method, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => Kept(group.Key.Hour, group.Key.Method, NameOf(group.Key.Code), Total(group))),
    ];

    internal static KeptRow Kept(string hour, string method, string region, ExactSum sum) => new(
        KeptValue.Of(hour),
        KeptValue.Of(method),
        KeptValue.Of(region),
        KeptValue.OfDecimal(sum.NanoCelsius, NanoDecimals),
        KeptValue.Of(sum.Count));

    /// <summary>The sum over rows as they are kept and as they are shown.</summary>
    internal static ExactSum Total(IEnumerable<KeptRow> rows) => rows.Aggregate(
        default(ExactSum), (total, row) => total.Plus(new ExactSum(row[3].Units, row[4].Whole)));

    private static string NameOf(string code) => (Regions.Region.Find(code)
        ?? throw new PoisonException($"There is no region with the code '{code}'.")).Name;
}
