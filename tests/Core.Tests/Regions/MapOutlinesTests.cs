using System.Globalization;
using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Derive;
using Isotherm.Testing;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The map of the report: derived from the shipped shapes, small, and still a map without gaps.</summary>
public sealed class MapOutlinesTests
{
    private const int MostBytes = 40_000;

    private static readonly IReadOnlyList<(string Code, Geometry Outline)> Outlines =
        MapOutlines.Simplified(DefaultShapes.Shapes, out _);

    [Fact]
    public void The_map_of_the_report_is_what_the_shipped_shapes_give()
    {
        var map = File.ReadAllText(Checkout.PathOf("functions", "Report", "Assets", "map.txt"), Encoding.UTF8);

        Assert.Equal(MapOutlines.Write(DefaultShapes.Shapes), map);
        Assert.InRange(Encoding.UTF8.GetByteCount(map), 1, MostBytes);
    }

    [Fact]
    public void Every_outline_is_valid_and_of_nearly_its_size()
    {
        var scale = Outlines.Sum(one => one.Outline.Area) / DefaultShapes.Shapes.Shapes.Sum(Size);

        foreach (var ((code, outline), shape) in Outlines.Zip(DefaultShapes.Shapes.Shapes))
        {
            Assert.Equal(shape.Region.Code, code);
            Assert.True(outline.IsValid, code);
            Assert.InRange(outline.Area / (Size(shape) * scale), 0.98, 1.02);
        }
    }

    [Fact]
    public void Neighbours_keep_one_common_border()
    {
        var pairs = from one in Outlines
                    from other in Outlines
                    where string.CompareOrdinal(one.Code, other.Code) < 0
                    select (one, other);
        foreach (var (one, other) in pairs)
            Assert.True(one.Outline.Intersection(other.Outline).Area == 0, $"{one.Code} and {other.Code} overlap");
        var holes = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(Outlines.Select(one => one.Outline).ToList());
        Assert.True(Outlines.Sum(one => one.Outline.Area) / holes.Area > 0.9999);
    }

    [Fact]
    public async Task The_command_writes_the_map_and_checks_whether_it_is_up_to_date()
    {
        using var folder = new TemporaryFolder();
        var (shapes, map) = (Checkout.PathOf("data", "regions.geojson"), folder.File("map.txt"));

        Assert.Equal(0, await MapCommand.RunAsync(shapes, map, check: false));
        Assert.Equal(0, await MapCommand.RunAsync(shapes, map, check: true));
        await File.AppendAllTextAsync(map, "#\n", TestContext.Current.CancellationToken);
        Assert.Equal(1, await MapCommand.RunAsync(shapes, map, check: true));
    }

    // What IGN publishes as the constants n and C of Lambert-93 (NTG 71, "Projections cartographiques").
    [Fact]
    public void The_cone_is_that_of_Lambert_93()
    {
        Assert.Equal(0.7256077650, Lambert93.ConeConstant, 1e-9);
        Assert.Equal(11_754_255.426, Lambert93.Radius, 1e-2);
    }

    [Fact]
    public void The_origin_is_where_it_is_said_to_be()
    {
        var (east, north) = Lambert93.Project(46.5, 3);

        Assert.Equal(700_000, east, 1e-6);
        Assert.Equal(6_600_000, north, 1e-6);
        Assert.True(Lambert93.Project(46.5, 4).East > east);
        Assert.True(Lambert93.Project(47.5, 3).North - north is > 110_000 and < 112_000);
    }

    [Fact]
    public void A_line_of_the_map_is_code_place_and_path()
    {
        var lines = MapOutlines.Write(DefaultShapes.Shapes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.Matches("^size 1000 [0-9]+$", lines[1]);
        Assert.Equal(Region.All.Select(region => region.Code), lines.Skip(2).Select(line => line[..2]));
        Assert.All(lines.Skip(2), line => Assert.Matches(@"^\d\d \d+ \d+ (M[0-9.]+ [0-9.]+l[-0-9. ]+z)+$", line));
        foreach (var ((code, outline), line) in Outlines.Zip(lines.Skip(2)))
        {
            var words = line.Split(' ');
            var (x, y) = (Whole(words[1]), Whole(words[2]));
            Assert.True(outline.Contains(new Point(x, y)), code);
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Square degrees, narrower towards the north as on the ground.</summary>
    private static double Size(RegionShape shape) =>
        shape.Outline.Area * Math.Cos(double.DegreesToRadians(shape.Outline.Centroid.Y));
}
