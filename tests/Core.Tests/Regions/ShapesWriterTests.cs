using System.Text;
using CsCheck;
using Isotherm.Core.Regions;
using Isotherm.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Isotherm.Core.Tests.Regions;

public sealed class ShapesWriterTests
{
    private static readonly Gen<RegionShapes> AnyShapes = Gen.Select(
        OutlineGen.Outlines.Select(outlines => outlines[0]).Array[13],
        Gen.Shuffle(Region.All.ToArray()),
        (outlines, regions) => new RegionShapes([.. regions.Zip(outlines, Shape)]));

    [Fact]
    public void Shapes_that_are_written_read_back_as_themselves() =>
        AnyShapes.Sample(
            shapes =>
            {
                var again = ShapesReader.Read(ShapesWriter.Write(shapes)).Shapes!;
                return again.Hash == shapes.Hash && Regions(again).SequenceEqual(Regions(shapes));
            },
            iter: 500);

    [Fact]
    public void Writing_what_was_read_from_any_form_gives_the_same_bytes()
    {
        var expected = ShapesWriter.Write(ShapeDocuments.SquareShapes);

        foreach (var document in new[]
        {
            ShapeDocuments.Records(ShapeDocuments.Squares), ShapeDocuments.Csv(ShapeDocuments.Squares), expected,
        })
        {
            Assert.Equal(expected, ShapesWriter.Write(ShapesReader.Read(document).Shapes!));
        }
    }

    [Fact]
    public void A_region_is_one_line_with_name_code_and_centre()
    {
        var lines = Encoding.UTF8.GetString(ShapesWriter.Write(ShapeDocuments.SquareShapes)).Split('\n');

        Assert.Equal("""{"type":"FeatureCollection","features":[""", lines[0]);
        Assert.Equal(
            """{"type":"Feature","properties":{"region":"Île-de-France","new_code":"11","geo_point_2d":[45.5,-3.5]},"""
            + """
              "geometry":{"type":"Polygon","coordinates":[[[-4,45],[-3,45],[-3,46],[-4,46],[-4,45]]]}},
              """,
            lines[1]);
        Assert.Contains("Provence-Alpes-Côte d'Azur", lines[12], StringComparison.Ordinal);
        Assert.Equal("]}", lines[14]);
        Assert.Equal("", lines[15]);
    }

    [Theory]
    [InlineData("POLYGON ((5 5, 5 5, 5 5, 5 5))", "[5,5]")]
    [InlineData("POLYGON ((0 0, 4 0, 4 0, 0 0))", "[0,2]")]
    [InlineData("POLYGON ((0 0, 1 1, 1 0, 0 1.0000000000000002, 0 0))", "[0.5,0.5]")]
    public void An_outline_without_a_usable_centroid_has_the_middle_of_its_box(string outline, string centre)
    {
        var geometry = new WKTReader().Read(outline);
        var shapes = new RegionShapes([.. Region.All.Select(region => new RegionShape(region, geometry))]);

        var text = Encoding.UTF8.GetString(ShapesWriter.Write(shapes));

        Assert.Contains($"\"geo_point_2d\":{centre}", text, StringComparison.Ordinal);
    }

    private static RegionShape Shape(Region region, Geometry outline) => new(region, outline);

    private static IEnumerable<Region> Regions(RegionShapes shapes) => shapes.Shapes.Select(shape => shape.Region);
}
