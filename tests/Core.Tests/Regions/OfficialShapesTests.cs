using System.IO.Compression;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The official data set, when it lies beside the checkout: one in three files, and known places.</summary>
public sealed class OfficialShapesTests
{
    private const string DataSet = "contours-geographiques-des-nouvelles-regions-metropole";

    private static readonly Lazy<RegionLocators> Locators = new(() => new(Read(DataSet + ".geojson")));

    [Fact]
    public void The_three_official_files_have_one_hash()
    {
        var shapes = Read(DataSet + ".geojson");

        Assert.Equal("6ca97a96bd41da4bd6752f64977a8adef101c152298db5acadc2069a61ab8c11", shapes.Hash);
        Assert.Equal(shapes.Hash, Read("records-v1.json").Hash);
        Assert.Equal(shapes.Hash, Read(DataSet + ".csv.gz").Hash);
        Assert.Equal(266_437, shapes.Shapes.Sum(shape => shape.Outline.NumPoints));
    }

    [Fact]
    public void The_official_shapes_survive_being_written_and_read()
    {
        var shapes = Read(DataSet + ".geojson");

        Assert.Equal(shapes.Hash, ShapesReader.Read(ShapesWriter.Write(shapes)).Shapes!.Hash);
    }

    [Fact]
    public void The_official_shapes_survive_their_compact_form()
    {
        var (shapes, source) = (Read(DataSet + ".geojson"), new StoredObject("regions", 1, 10_229_968, "AAAAAA=="));
        var compact = CompactShapes.Write(shapes, source);

        Assert.Equal(shapes.Hash, new RegionShapes(CompactShapes.Read(compact, source).Shapes!.Shapes).Hash);
        Assert.InRange(compact.Length, 266_437 * 16, 266_437 * 17);
    }

    [Theory]
    [InlineData(48.8566, 2.3522, "11", 3, "11")] // Paris
    [InlineData(45.6258385, 0.0629891, "75", 1, "75")] // the example of the brief
    [InlineData(44.3853, 4.9908, "84", 2, "")] // Valréas: a hole of 84 that 93 does not fill
    [InlineData(43.339, -0.086, "75", 2, "76")] // enclaves of 76 in 75
    [InlineData(43.274, -0.113, "75", 2, "76")]
    [InlineData(42.477, 1.984, "76", 1, "")] // Llívia, in Spain
    [InlineData(-21.1, 55.5, "", 0, "")] // La Réunion
    public void An_official_place_is_where_it_is(
        double latitude, double longitude, string rectangle, int matches, string polygon)
    {
        var locators = Locators.Value;

        Assert.Equal(rectangle, Code(locators.Rectangle.Locate(latitude, longitude, out var found)));
        Assert.Equal(matches, found);
        Assert.Equal(polygon, Code(locators.Polygon.Locate(latitude, longitude)));
    }

    [Fact]
    public void Valreas_is_in_the_rectangles_of_84_and_93()
    {
        var holding = Locators.Value.Shapes.Shapes
            .Where(shape => new RectangleLocator([shape.Outline]).Locate(44.3853, 4.9908) == 0)
            .Select(shape => shape.Region.Code);

        Assert.Equal(["84", "93"], holding);
    }

    [Fact]
    public void The_four_edges_of_an_official_rectangle_are_inside_and_a_hair_more_is_not()
    {
        var corse = Locators.Value.Shapes.Shapes[^1].Outline;
        var (box, locator) = (corse.EnvelopeInternal, new RectangleLocator([corse]));
        var (latitude, longitude) = (box.Centre.Y, box.Centre.X);

        Assert.Equal(0, locator.Locate(box.MinY, longitude));
        Assert.Equal(0, locator.Locate(box.MaxY, longitude));
        Assert.Equal(0, locator.Locate(latitude, box.MinX));
        Assert.Equal(0, locator.Locate(latitude, box.MaxX));
        Assert.Equal(IRegionLocator.None, locator.Locate(Math.BitDecrement(box.MinY), longitude));
        Assert.Equal(IRegionLocator.None, locator.Locate(Math.BitIncrement(box.MaxY), longitude));
        Assert.Equal(IRegionLocator.None, locator.Locate(latitude, Math.BitDecrement(box.MinX)));
        Assert.Equal(IRegionLocator.None, locator.Locate(latitude, Math.BitIncrement(box.MaxX)));
    }

    [Fact]
    public void Official_borders_are_located_as_exact_arithmetic_does()
    {
        var shapes = Locators.Value.Shapes.Shapes;
        foreach (var shape in shapes)
        {
            var locator = new PolygonLocator([shape.Outline]);
            var border = PlaneOracle.Segments(shape.Outline).ToArray();
            foreach (var (from, to) in border.Where((_, i) => i % (border.Length / 8) == 0))
            {
                var (latitude, longitude) = ((from.Y + to.Y) / 2, (from.X + to.X) / 2);
                Assert.Equal(0, locator.Locate(from.Y, from.X));
                var isInside = PlaneOracle.IsInPolygon(shape.Outline, latitude, longitude);
                Assert.Equal(isInside ? 0 : IRegionLocator.None, locator.Locate(latitude, longitude));
            }
        }
    }

    private static string Code(int region) =>
        region == IRegionLocator.None ? "" : Locators.Value.Shapes.Shapes[region].Region.Code;

    private static RegionShapes Read(string file)
    {
        var path = Checkout.Shared("data", "regions", file);
        var bytes = File.ReadAllBytes(path);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            gzip.CopyTo(unpacked);
            bytes = unpacked.ToArray();
        }

        var result = ShapesReader.Read(bytes);
        Assert.Null(result.Refusal);
        Assert.Null(result.Warning);
        return result.Shapes!;
    }
}
