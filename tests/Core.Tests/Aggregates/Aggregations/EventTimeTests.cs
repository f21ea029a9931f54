using System.Text;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Aggregates.Aggregations.EventTime;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Aggregates.Aggregations;

public sealed class EventTimeTests
{
    private static readonly EventTimeAggregation EventTime = new();

    private static readonly Slot HalfPast =
        Slot.TryParse("2019-02-19T14:30:00Z", out var slot) ? slot : throw new FormatException();

    [Theory]
    [InlineData("\"2019-02-19 14:02:10\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19T14:02:10\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19T14:59:59.999999999Z\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19 14:59:59,5\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19T15:30:00+01:00\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19T09:30:00-0530\"", "2019-02-19 15:00:00")]
    [InlineData("\"2019-02-19\\u002014:02:10\"", "2019-02-19 14:00:00")]
    [InlineData("\"2019-02-19T00:30:00+01:00\"", "2019-02-18 23:00:00")]
    [InlineData("\"2019-03-22 14:00:00\"", "2019-03-22 14:00:00")] // 31 days later
    [InlineData("\"2019-01-19 14:59:59\"", "2019-01-19 14:00:00")] // 31 days earlier
    public void The_event_hour_is_that_of_the_timestamp(string json, string hour) => Assert.Equal(hour, NameOf(json));

    [Theory]
    [InlineData("")] // absent
    [InlineData("null")]
    [InlineData("1550585010")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\"yesterday at two o'clock\"")]
    [InlineData("\"2019-02-19 14:02\"")]
    [InlineData("\"2019-02-30 14:02:10\"")]
    [InlineData("\"2019-13-01 14:02:10\"")]
    [InlineData("\"0000-02-19 14:02:10\"")]
    [InlineData("\"2019-02-19 24:02:10\"")]
    [InlineData("\"2019-02-19 14:60:10\"")]
    [InlineData("\"2019-02-19 14:02:60\"")]
    [InlineData("\"2019-02-19x14:02:10\"")]
    [InlineData("\"2019/02/19 14:02:10\"")]
    [InlineData("\"2x19-02-19 14:02:10\"")]
    [InlineData("\"2019-02-19 14:02:1o\"")]
    [InlineData("\"2019-02-19 14:02:10.\"")]
    [InlineData("\"2019-02-19 14:02:10 Z\"")]
    [InlineData("\"2019-02-19 14:02:10+1\"")]
    [InlineData("\"2019-02-19 14:02:10+24:00\"")]
    [InlineData("\"2019-02-19 14:02:10+01:60\"")]
    [InlineData("\"2019-02-19 14:02:10+01.00\"")]
    [InlineData("\"0001-01-01 00:00:00+01:00\"")]
    [InlineData("\"\\ud8002019-02-19 14:02:10\"")] // half of a surrogate pair is legal JSON
    [InlineData("\"9999-12-31 23:59:59-01:00\"")]
    [InlineData("\"2019-03-22 15:00:00\"")] // an hour more than 31 days later
    [InlineData("\"2019-01-19 13:59:59\"")]
    public void A_timestamp_that_is_none_or_far_from_the_import_is_bad(string json) =>
        Assert.Equal("bad", NameOf(json));

    [Fact]
    public void A_long_escaped_timestamp_is_bad() =>
        Assert.Equal("bad", NameOf($"\"\\u0032019-02-19 14:02:10{new string('0', 300)}\""));

    [Fact]
    public void Sums_are_per_event_hour_method_and_region_over_all_parts()
    {
        var one = Fold(Reading(1_500_000_000, 0, 1, 745), Reading(500_000_000, 0, -1, 745), Reading(7, -1, -1, 745));
        var two = Fold(Reading(250_000_000, 0, 0, 0), Reading(1_000_000_000, 0, -1, 745));

        Assert.Equal(
            [
                "2019-02-19 14:00:00|polygon|Bretagne|1.500000000|1",
                "2019-02-19 14:00:00|rectangle|Île-de-France|3.000000000|3",
                "bad|polygon|Île-de-France|0.250000000|1",
                "bad|rectangle|Île-de-France|0.250000000|1",
            ],
            EventTime.Show([.. two, .. one]).Select(row => row.ToString()));
    }

    [Fact]
    public void The_report_sets_event_hours_beside_import_hours()
    {
        var hour = HalfPast.Hour;
        (Hour, KeptRow)[] shown =
        [
            (hour, EventTimeAggregation.Kept(
                "2019-02-19 14:00:00", "rectangle", "Corse", new(30_000_000_000, 2))),
            (hour, EventTimeAggregation.Kept("2019-02-19 13:00:00", "rectangle", "Corse", new(6_000_000_000, 1))),
            (hour, EventTimeAggregation.Kept("bad", "rectangle", "Corse", new(4_000_000_000, 1))),
            (hour.Plus(1), EventTimeAggregation.Kept(
                "2019-02-19 14:00:00", "rectangle", "Corse", new(18_000_000_000, 1))),
        ];

        Assert.Equal(
            [
                "2019-02-19T13:00:00Z rectangle|Corse|6.000000|1||0||0",
                "2019-02-19T14:00:00Z rectangle|Corse|16.000000|3|10.000000|4|6.000000|1",
                "2019-02-19T15:00:00Z rectangle|Corse||0|18.000000|1||0",
            ],
            EventTime.Report.Rows(shown).Select(row => $"{row.Hour} {row.Row}"));
    }

    private static string NameOf(string json)
    {
        var reading = new Reading
        {
            Position = 0,
            Latitude = 0,
            Longitude = 0,
            Temperature = default,
            Id = "a"u8,
            Timestamp = Encoding.UTF8.GetBytes(json),
        };
        return EventHours.NameOf(EventTime.KeyOf(reading, HalfPast), HalfPast);
    }

    private static CountedReading Reading(long nano, short rectangle, short polygon, ushort key) =>
        new(nano, rectangle, polygon, key);

    private static IReadOnlyList<KeptRow> Fold(params CountedReading[] readings)
    {
        var fold = EventTime.Fold(new PartFrame(["11", "53"], HalfPast));
        fold.Add(readings);
        return fold.Rows();
    }
}
