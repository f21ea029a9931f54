namespace Isotherm.Core.Regions;

/// <summary>Both locators over the same shapes. Immutable; safe for use by many threads at once.</summary>
public sealed class RegionLocators
{
    public RegionLocators(RegionShapes shapes) => Shapes = shapes;

    public RegionShapes Shapes { get; }
}
