using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Isotherm.Core.Tests.Regions;

public sealed class RegionShapesTests
{
    private const string Square = "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))";

    // Computed by another program, from the binary form that is documented beside the hash.
    [Fact]
    public void The_hash_of_known_shapes_never_changes() =>
        Assert.Equal("2709e331b4b7b2308d398a311cf8edb14663098f78ff648a826133e89ee1a3f9", With(Square).Hash);

    [Theory]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)))")]
    [InlineData("POLYGON ((-0 0, 1 -0, 1 1, -0 1, 0 0))")]
    public void Another_spelling_of_the_same_shapes_has_the_same_hash(string outline) =>
        Assert.Equal(With(Square).Hash, With(outline).Hash);

    [Theory]
    [InlineData("POLYGON ((0 0, 1 0, 1 1.0000000000000002, 0 1, 0 0))")]
    [InlineData("POLYGON ((1 0, 1 1, 0 1, 0 0, 1 0))")]
    [InlineData("POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))")]
    [InlineData("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (0 0, 1 0, 1 1, 0 1, 0 0))")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((0 0, 1 0, 1 1, 0 1, 0 0)))")]
    public void Other_points_order_or_structure_have_another_hash(string outline) =>
        Assert.NotEqual(With(Square).Hash, With(outline).Hash);

    [Fact]
    public void A_hole_of_one_part_is_not_a_part_of_its_own() => Assert.NotEqual(
        With("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0), (2 2, 3 2, 3 3, 2 2))").Hash,
        With("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((2 2, 3 2, 3 3, 2 2)))").Hash);

    [Fact]
    public void Each_of_the_13_regions_is_needed_once()
    {
        var shapes = With(Square).Shapes;

        Assert.Throws<ArgumentException>(() => new RegionShapes([.. shapes.Take(12)]));
        Assert.Throws<ArgumentException>(() => new RegionShapes([.. shapes.Take(12), shapes[0]]));
        Assert.Throws<ArgumentException>(() => new RegionShapes([.. shapes, shapes[0]]));
        Assert.Throws<ArgumentException>(() => With("POINT (1 1)"));
    }

    [Fact]
    public void A_list_that_is_changed_afterwards_changes_nothing()
    {
        var list = With(Square).Shapes.ToList();
        var shapes = new RegionShapes(list);

        list.Clear();

        Assert.Equal(13, shapes.Shapes.Count);
    }

    private static RegionShapes With(string outline)
    {
        Geometry geometry = new WKTReader().Read(outline);
        return new([.. Region.All.Select(region => new RegionShape(region, geometry))]);
    }
}
