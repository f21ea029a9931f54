using System.Numerics;
using System.Text;
using Isotherm.Simulation.Oracle;

namespace Isotherm.Simulation.Tests;

/// <summary>The oracle itself, on answers worked out by hand.</summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData("29.40680", 29_406_800_000)]
    [InlineData("-0.0", 0)]
    [InlineData("1e1", 10_000_000_000)]
    [InlineData("0.0000000005", 0)]
    [InlineData("0.0000000015", 2)]
    [InlineData("-0.00000000051", -1)]
    public void A_number_is_taken_exactly_and_rounded_half_to_even(string text, long nano) =>
        Assert.Equal(nano, ExactNumber.Parse(text).In(9));

    [Theory]
    [InlineData(1, 2, "0.000000")]
    [InlineData(3_000, 2, "0.000002")]
    [InlineData(-3_000, 2, "-0.000002")]
    [InlineData(20_000_000_000, 3, "6.666667")]
    public void A_mean_has_six_decimals_half_to_even(long nano, long points, string mean) =>
        Assert.Equal(decimal.Parse(mean, System.Globalization.CultureInfo.InvariantCulture),
            new ExpectedSum(new BigInteger(nano), points).Mean);

    [Fact]
    public void Every_reading_is_usable_or_rejected_for_the_first_reason_that_holds()
    {
        const string body = """
            [7, {}, {"country":"Spain"}, {"country":"FRANCE ","lon":1}, {"country":"France","lat":"x"},
             {"country":"France","lat":1,"lon":181,"temperature":1},
             {"country":"France","lat":1,"lon":1,"temperature":1},
             {"id":"a","country":"France","lat":1,"lon":1,"temperature":1},
             {"id":"a","country":"France","lat":1,"lon":1,"temperature":2.5}]
            """;

        var part = new ExpectedPart(Encoding.UTF8.GetBytes(body));

        Assert.Equal(9, part.Read);
        Assert.Equal(2_500_000_000, Assert.Single(part.Usable).Nano);
        string[] once =
        [
            "not_an_object", "missing_country", "foreign", "missing_latitude", "not_a_number", "out_of_range",
            "bad_id", "superseded",
        ];
        Assert.All(once, reason => Assert.Equal(1, part.Rejected(reason)));
    }

    [Theory]
    [InlineData(45.5, 0.5, "11", null)]
    [InlineData(45.25, 0.25, "11", "11")]
    [InlineData(45.1, 0.1, "11", "11")]
    [InlineData(46, 1, "11", "11")]
    [InlineData(46.1, 1, null, null)]
    public void A_point_is_placed_by_box_and_by_outline_with_its_hole(
        double latitude, double longitude, string? rectangle, string? polygon)
    {
        const string shapes = """
            {"features":[{"properties":{"new_code":"11"},"geometry":{"type":"Polygon","coordinates":
            [[[0,45],[1,45],[1,46],[0,46],[0,45]],
             [[0.25,45.25],[0.75,45.25],[0.75,45.75],[0.25,45.75],[0.25,45.25]]]}}]}
            """;
        var located = new ExpectedShapes(Encoding.UTF8.GetBytes(shapes));
        var point = new ExpectedReading((long)(latitude * 1e6), (long)(longitude * 1e6), 0, null);

        Assert.Equal(rectangle, located.InRectangle(point));
        Assert.Equal(polygon, located.InPolygon(point));
    }

    [Theory]
    [InlineData("statistics",
        "polygon|Île-de-France|3|2.000000|0.816497|1.000000000|1.000000000|1.000000000|2.000000000|3.000000000"
        + "|3.000000000|3.000000000")]
    [InlineData("grid", "45.5|0.5|2.000000|3")]
    [InlineData("event-time",
        "2019-02-19 13:00:00|polygon|Île-de-France|3.000000000|1\nbad|polygon|Île-de-France|3.000000000|2")]
    public void What_aggregations_show_is_what_is_counted_by_hand(string aggregation, string rows)
    {
        ExpectedPlace[] places =
            [Place(1, null), Place(2, "2018-02-19 13:30:00"), Place(3, "2019-02-19T14:30:00+01:00")];

        Assert.Equal(rows, ExpectedAggregations.Rows(aggregation, places));
    }

    private static ExpectedPlace Place(int celsius, string? timestamp) => new(
        "2019-02-19T14:00:00Z",
        new ExpectedReading(45_550_000, 590_000, celsius * (BigInteger)1_000_000_000, timestamp),
        null,
        "11");
}
