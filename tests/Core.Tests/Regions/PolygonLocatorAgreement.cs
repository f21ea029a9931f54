using System.Globalization;
using CsCheck;
using Isotherm.Core.Regions;
using Isotherm.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Isotherm.Core.Tests.Regions;

/// <summary>
/// The answer of NetTopologySuite's indexed locator: on many random points, and on the points where it is hardest to
/// give. <c>ISOTHERM_LOCATOR_ROUNDS</c> asks so many times more, of other points.
/// </summary>
public sealed class PolygonLocatorAgreement
{
    private const string Official = "data/regions/contours-geographiques-des-nouvelles-regions-metropole.geojson";
    private const int RandomPoints = 1_000_000;

    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("ISOTHERM_LOCATOR_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

    private static readonly Lazy<LocatorReference> OfficialShapes = new(() =>
        new(Outlines(ShapesReader.Read(File.ReadAllBytes(Checkout.Shared(Official))).Shapes!)));

    private static readonly Lazy<LocatorReference> ShippedShapes = new(() => new(Outlines(DefaultShapes.Shapes)));

    [Fact]
    public void A_million_random_points_lie_in_the_shipped_shapes_as_NetTopologySuite_says() =>
        Assert.Equal(Rounds * RandomPoints, ShippedShapes.Value.AssertAgrees(Anywhere()));

    [Fact]
    public void A_million_random_points_lie_in_the_official_shapes_as_NetTopologySuite_says() =>
        Assert.Equal(Rounds * RandomPoints, OfficialShapes.Value.AssertAgrees(Anywhere()));

    [Fact]
    public void Every_border_of_the_shipped_shapes_is_where_NetTopologySuite_says()
    {
        var points = DefaultShapes.Shapes.Shapes
            .SelectMany(shape => BorderPoints.Of(shape.Outline, 0.5, 0.25, 0.75, 0.1, 1.0 / 3));
        var asked = ShippedShapes.Value.AssertAgrees(points.SelectMany(point =>
            BorderPoints.Steps.Select(step => BorderPoints.Beside(point, step))));

        Assert.InRange(asked, 500_000, int.MaxValue);
    }

    [Fact]
    public void Every_border_of_the_official_shapes_is_where_NetTopologySuite_says()
    {
        var (reference, asked, turn) = (OfficialShapes.Value, 0, 0);
        var shapes = ShapesReader.Read(File.ReadAllBytes(Checkout.Shared(Official))).Shapes!.Shapes;
        for (var round = 0; round < Rounds; round++)
        {
            var points = shapes.SelectMany(shape => BorderPoints.Of(shape.Outline, 0.5 / (round + 1)));
            asked += reference.AssertAgrees(points);
            asked += reference.AssertAgrees(points.Select(point =>
                BorderPoints.Beside(point, BorderPoints.Steps[1 + ((turn++ + round) % 8)])));
        }

        Assert.InRange(asked, 1_000_000, int.MaxValue);
    }

    [Fact]
    public void Nasty_outlines_are_answered_as_NetTopologySuite_does() =>
        NastyOutlines.Outlines.Sample(
            outlines =>
            {
                var points = outlines.SelectMany(outline => BorderPoints.Of(outline, 0.5, 0.37)).ToArray();
                var beside = points.SelectMany(point =>
                    BorderPoints.Steps.Select(step => BorderPoints.Beside(point, step)));
                var between = points.Zip(points.Reverse(), (one, other) =>
                    new Coordinate((one.X + other.X) / 2, (one.Y + other.Y) / 2));
                Assert.NotEqual(0, new LocatorReference(outlines).AssertAgrees(beside.Concat(between)));
            },
            iter: 400 * Rounds);

    [Theory]
    [InlineData("POLYGON ((0 0, 4 0, 0 0))")]
    [InlineData("POLYGON ((0 0, 4 0, 4 1e-300, 0 0))")]
    [InlineData("POLYGON ((0 5e-324, 4 0, 2 0, 0 5e-324))")]
    [InlineData("POLYGON ((0 0, 0 4, 0 0, 4 0, 4 4, 0 0))")]
    [InlineData("POLYGON ((0 0, 0 0, 0 0, 0 0))")]
    [InlineData("POLYGON ((0 -1, 1 -1, 1 1, 0.9 1, 0.9 5e-324, 0.9 0, 0 -1))")]
    [InlineData("POLYGON ((-1 0, 1 5e-324, 1 1, -1 1, -1 0), (0 1e-310, 0.5 2e-310, 0.5 0.5, 0 1e-310))")]
    [InlineData("POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))")]
    public void A_flat_or_twisted_outline_is_answered_as_NetTopologySuite_does(string outline)
    {
        var geometry = new WKTReader().Read(outline);
        var points = BorderPoints.Of(geometry, 0.5, 0.1, 1e-9)
            .SelectMany(point => BorderPoints.Steps.Select(step => BorderPoints.Beside(point, step)));
        var west = BorderPoints.Of(geometry, 0.5).Select(point => new Coordinate(point.X - 0.2, point.Y));

        Assert.NotEqual(0, new LocatorReference([geometry]).AssertAgrees(points.Concat(west)));
    }

    [Fact]
    public void A_comb_whose_every_edge_is_as_high_as_the_outline_is_answered_as_NetTopologySuite_does()
    {
        var teeth = Enumerable.Range(0, 3000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 0.01} {(i % 2 == 0 ? 0 : 10 + (i * 1e-9))}"));
        var comb = new WKTReader().Read($"POLYGON (({string.Join(", ", teeth)}, 40 -1, 0 0))");

        var points = BorderPoints.Of(comb, 0.5).Where((_, i) => i % 3 == 0);

        Assert.NotEqual(0, new LocatorReference([comb]).AssertAgrees(points));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(250)]
    public void So_many_outlines_over_each_other_are_answered_as_NetTopologySuite_does(int count)
    {
        var random = new Random(count);
        var outlines = Enumerable.Range(0, count).Select(_ =>
        {
            var middle = new Point((random.NextDouble() * 10) - 5, 41 + (random.NextDouble() * 10));
            return middle.Buffer(0.2 + (random.NextDouble() * 3));
        }).ToArray();
        var borders = outlines.SelectMany(outline => BorderPoints.Of(outline, 0.5));

        Assert.NotEqual(0, new LocatorReference(outlines).AssertAgrees(borders.Concat(Anywhere().Take(20_000))));
    }

    private static IEnumerable<Coordinate> Anywhere()
    {
        var random = new Random(2019);
        for (var i = 0; i < Rounds * RandomPoints; i++)
        {
            var (x, y) = (-5.3 + (random.NextDouble() * 15), 41.2 + (random.NextDouble() * 10));
            yield return i % 2 == 0 ? new Coordinate(x, y) : new Coordinate(Math.Round(x, 4), Math.Round(y, 4));
        }
    }

    private static Geometry[] Outlines(RegionShapes shapes) => [.. shapes.Shapes.Select(shape => shape.Outline)];
}
