using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

public sealed class PolygonLocatorTests : RegionLocatorPromises
{
    private const string WithHole = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))";

    [Theory]
    [InlineData(2, 2, -1)]
    [InlineData(1, 2, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(2, 0.5, 0)]
    public void A_hole_is_outside_and_its_rim_inside(double latitude, double longitude, int region) =>
        Assert.Equal(region, Locator([WithHole]).Locate(latitude, longitude));

    [Fact]
    public void An_enclave_in_a_hole_is_found_whatever_the_order()
    {
        const string enclave = "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))";

        Assert.Equal(1, Locator([WithHole, enclave]).Locate(2, 2));
        Assert.Equal(0, Locator([WithHole, enclave]).Locate(1, 1));
        Assert.Equal(0, Locator([enclave, WithHole]).Locate(1, 1));
    }

    [Fact]
    public void A_point_in_the_box_but_not_in_the_outline_is_outside() =>
        Assert.Equal(IRegionLocator.None, Locator(["POLYGON ((0 0, 4 0, 0 4, 0 0))"]).Locate(3, 3));

    [Fact]
    public void A_point_in_two_rings_at_once_is_outside_them()
    {
        var twice = Locator(["POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 4 0, 4 4, 0 4, 0 0))"]);
        var apart = Locator(["POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (8 8, 9 8, 9 9, 8 8))"]);

        Assert.Equal(IRegionLocator.None, twice.Locate(2, 2));
        Assert.Equal(0, apart.Locate(8.1, 8.9));
    }

    protected override IRegionLocator Build(IReadOnlyList<Geometry> outlines) => new PolygonLocator(outlines);

    protected override bool Holds(Geometry outline, double latitude, double longitude) =>
        PlaneOracle.IsInPolygon(outline, latitude, longitude);
}
