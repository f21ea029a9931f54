using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Aggregates;

public sealed class BothMethodsTests
{
    [Fact]
    public void A_reading_is_placed_by_rectangle_and_by_outline_of_the_same_shapes()
    {
        var locators = new RegionLocators(Shapes());
        var part = new PartAccumulator(locators, true);
        var batch = part.Create();
        var document = "[" + string.Join(',', Reading("a", 9, 1), Reading("b", 1, 9), Reading("c", 5.3, 5.6)) + "]";
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, batch);
        reader.Feed(Encoding.UTF8.GetBytes(document));
        Assert.True(reader.Complete().IsComplete);
        part.Take(batch, 0);
        var aggregate = part.Finish();
        Assert.Equal((3, 3, 1), (aggregate.Read, aggregate.Usable, aggregate.Ambiguous));
        Assert.Equal(new RegionSum("11", new ExactSum(3_000_000_000, 3)), aggregate.Rectangle.Regions[0]);
        Assert.Equal(new RegionSum("11", new ExactSum(1_000_000_000, 1)), aggregate.Polygon.Regions[0]);
        Assert.Equal(new RegionSum("24", new ExactSum(1_000_000_000, 1)), aggregate.Polygon.Regions[1]);
        Assert.Equal((0, 1), (aggregate.Rectangle.OutsideEveryRegion, aggregate.Polygon.OutsideEveryRegion));
        Assert.Equal(13, aggregate.Polygon.Regions.Count);
    }

    private static string Reading(string id, double latitude, double longitude) => FormattableString.Invariant(
        $$"""{"id":"{{id}}","lat":{{latitude}},"lon":{{longitude}},"temperature":1,"country":"France"}""");

    /// <summary>
    /// 11 is the half of a square of ten degrees north-west of its diagonal, 24 a small square on the other side.
    /// </summary>
    private static RegionShapes Shapes()
    {
        Coordinate[] triangle = [new(0, 0), new(10, 10), new(0, 10), new(0, 0)];
        Coordinate[] square = [new(5.2, 5), new(6, 5), new(6, 5.8), new(5.2, 5.8), new(5.2, 5)];
        Coordinate[] elsewhere = [new(50, 50), new(51, 50), new(51, 51), new(50, 50)];
        Coordinate[][] rings = [triangle, square, .. Enumerable.Repeat(elsewhere, 11)];
        var outlines = rings.Select(ring => new Polygon(new LinearRing(ring)));
        var shapes = Region.All.Zip(outlines, (region, outline) => new RegionShape(region, outline));
        return new RegionShapes([.. shapes]);
    }
}
