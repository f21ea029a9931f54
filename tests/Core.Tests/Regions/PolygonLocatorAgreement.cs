using System.Globalization;
using Isotherm.Core.Regions;
using Isotherm.Testing;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The answer of NetTopologySuite's indexed locator, on the points where it is hardest to give.</summary>
public sealed class PolygonLocatorAgreement
{
    private const string Official = "data/regions/contours-geographiques-des-nouvelles-regions-metropole.geojson";

    [Fact]
    public void On_every_border_of_the_shipped_shapes_the_answer_is_that_of_NetTopologySuite() =>
        AssertAgrees([.. DefaultShapes.Shapes.Shapes.Select(shape => shape.Outline)], everyPoint: 1);

    [Fact]
    public void On_borders_of_the_official_shapes_the_answer_is_that_of_NetTopologySuite()
    {
        var read = ShapesReader.Read(File.ReadAllBytes(Checkout.Shared(Official)));

        AssertAgrees([.. read.Shapes!.Shapes.Select(shape => shape.Outline)], everyPoint: 5);
    }

    [Theory]
    [InlineData("POLYGON ((0 0, 4 0, 0 0))")]
    [InlineData("POLYGON ((0 0, 4 0, 4 1e-300, 0 0))")]
    [InlineData("POLYGON ((0 5e-324, 4 0, 2 0, 0 5e-324))")]
    [InlineData("POLYGON ((0 0, 0 4, 0 0, 4 0, 4 4, 0 0))")]
    public void A_flat_or_twisted_outline_is_answered_as_NetTopologySuite_does(string outline) =>
        AssertAgrees([new WKTReader().Read(outline)], everyPoint: 1);

    [Fact]
    public void A_comb_whose_every_edge_is_as_high_as_the_outline_is_answered_as_NetTopologySuite_does()
    {
        var teeth = Enumerable.Range(0, 3000).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 0.01} {(i % 2 == 0 ? 0 : 10 + (i * 1e-9))}"));

        AssertAgrees([new WKTReader().Read($"POLYGON (({string.Join(", ", teeth)}, 40 -1, 0 0))")], everyPoint: 3);
    }

    private static void AssertAgrees(Geometry[] outlines, int everyPoint)
    {
        var locator = new PolygonLocator(outlines);
        var oracles = outlines.Select(outline => new IndexedPointInAreaLocator(outline)).ToArray();
        var asked = 0;
        foreach (var point in outlines.SelectMany(outline => Hard(outline, everyPoint)))
        {
            var expected = Array.FindIndex(oracles, oracle => oracle.Locate(point) != Location.Exterior);
            Assert.True(expected == locator.Locate(point.Y, point.X), $"{point} is in {expected}.");
            asked++;
        }

        Assert.NotEqual(0, asked);
    }

    /// <summary>Ends and middles of edges, one step of a double beside them, and a little off.</summary>
    private static IEnumerable<Coordinate> Hard(Geometry outline, int everyPoint)
    {
        var points = outline.Coordinates;
        for (var i = 1; i < points.Length; i += everyPoint)
        {
            var (one, other) = (points[i - 1], points[i]);
            var (x, y) = ((one.X + other.X) / 2, (one.Y + other.Y) / 2);
            yield return one;
            yield return new Coordinate(x, y);
            yield return new Coordinate(Math.BitIncrement(x), y);
            yield return new Coordinate(x, Math.BitDecrement(y));
            yield return new Coordinate(one.X + 0.003, one.Y);
            yield return new Coordinate(one.X - 1e-6, one.Y + 1e-6);
        }
    }
}
