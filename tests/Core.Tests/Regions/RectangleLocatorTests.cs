using CsCheck;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

public sealed class RectangleLocatorTests : RegionLocatorPromises
{
    [Fact]
    public void A_region_is_the_box_around_all_its_parts()
    {
        var locator = Locator(["MULTIPOLYGON (((5 5, 6 5, 6 6, 5 5)), ((0 0, 1 0, 1 1, 0 0)))"]);

        Assert.Equal(0, locator.Locate(3, 3));
        Assert.Equal(0, locator.Locate(6, 0));
        Assert.Equal(IRegionLocator.None, locator.Locate(6.1, 3));
    }

    [Fact]
    public void A_hole_is_inside_and_its_points_count_for_the_box()
    {
        Assert.Equal(0, Locator(["POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 1))"]).Locate(1.2, 1.8));
        Assert.Equal(0, Locator(["POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (8 8, 9 8, 9 9, 8 8))"]).Locate(8.9, 8.1));
    }

    [Theory]
    [InlineData(0.5, 0.5, 0, 1)]
    [InlineData(1.5, 1.5, 0, 2)]
    [InlineData(2.5, 2.5, 1, 1)]
    [InlineData(2, 2, 0, 2)]
    [InlineData(0.5, 2.5, -1, 0)]
    [InlineData(double.NaN, 1.5, -1, 0)]
    public void It_tells_how_many_rectangles_hold_a_point(double latitude, double longitude, int region, int matches)
    {
        string[] overlapping = ["POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))", "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))"];
        var locator = (RectangleLocator)Locator(overlapping);

        Assert.Equal(region, locator.Locate(latitude, longitude, out var found));
        Assert.Equal(matches, found);
    }

    [Fact]
    public void Random_points_are_in_as_many_rectangles_as_hold_them() =>
        OutlineGen.OutlinesAndPoint.Sample(
            sample =>
            {
                var (outlines, latitude, longitude) = sample;
                var region = new RectangleLocator(outlines).Locate(latitude, longitude, out var matches);
                return matches == outlines.Count(outline => Holds(outline, latitude, longitude))
                    && (matches == 0) == (region == IRegionLocator.None);
            },
            iter: 5_000);

    protected override IRegionLocator Build(IReadOnlyList<Geometry> outlines) => new RectangleLocator(outlines);

    protected override bool Holds(Geometry outline, double latitude, double longitude) =>
        PlaneOracle.IsInRectangle(outline, latitude, longitude);
}
