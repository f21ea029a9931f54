namespace Isotherm.Core.Regions;

/// <summary>
/// The 13 outlines in the order of their file, and a hash of their content. Two files with the same regions, order and
/// coordinates have the same hash, whatever their wire form. Immutable.
/// </summary>
public sealed class RegionShapes
{
    internal RegionShapes(IReadOnlyList<RegionShape> shapes, string hash)
    {
        Shapes = shapes;
        Hash = hash;
    }

    /// <summary>Each of the 13 regions once, in the order of the file.</summary>
    public IReadOnlyList<RegionShape> Shapes { get; }

    /// <summary>SHA-256 of codes and coordinates in order: 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }
}
