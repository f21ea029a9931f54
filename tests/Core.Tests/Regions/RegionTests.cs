using Isotherm.Core.Regions;

namespace Isotherm.Core.Tests.Regions;

public sealed class RegionTests
{
    [Fact]
    public void There_are_13_regions_by_ascending_code()
    {
        Assert.Equal(13, Region.All.Count);
        Assert.Equal(Region.All.OrderBy(region => region.Code, StringComparer.Ordinal), Region.All);
    }

    [Theory]
    [InlineData("94", "Corse")]
    [InlineData("01", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_region_is_found_by_its_code(string? code, string? name) =>
        Assert.Equal(name, Region.Find(code)?.Name);

    [Theory]
    [InlineData(Method.Rectangle, "rectangle")]
    [InlineData(Method.Polygon, "polygon")]
    public void A_method_has_one_name(Method method, string name)
    {
        Assert.Equal(name, method.Name());
        Assert.True(MethodNames.TryParse(name, out var parsed));
        Assert.Equal(method, parsed);
    }

    [Theory]
    [InlineData("Polygon")]
    [InlineData(null)]
    public void Another_name_is_no_method(string? name) => Assert.False(MethodNames.TryParse(name, out _));

    [Fact]
    public void A_third_method_has_no_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Method)2).Name());
}
