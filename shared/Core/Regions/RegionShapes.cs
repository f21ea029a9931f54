namespace Isotherm.Core.Regions;

/// <summary>
/// The 13 outlines in the order of their file, and a hash of their content. Two files with the same regions, order and
/// coordinates have the same hash, whatever their wire form. Immutable.
/// </summary>
public sealed class RegionShapes
{
    /// <summary>Takes outlines as they are; <see cref="ShapesReader"/> is what checks those of a file.</summary>
    /// <exception cref="ArgumentException">Not each of the 13 regions once, or an outline is no polygons.</exception>
    public RegionShapes(IReadOnlyList<RegionShape> shapes)
        : this(shapes, ShapesHash.Of(shapes))
    {
    }

    /// <summary>With a hash that was checked already.</summary>
    internal RegionShapes(IReadOnlyList<RegionShape> shapes, string hash)
    {
        var isComplete = shapes.Count == Region.All.Count
            && !Region.All.Except(shapes.Select(shape => shape.Region)).Any();
        if (!isComplete) throw new ArgumentException("Each of the 13 regions is needed once.", nameof(shapes));
        Shapes = [.. shapes];
        Hash = hash;
    }

    /// <summary>Each of the 13 regions once, in the order of the file.</summary>
    public IReadOnlyList<RegionShape> Shapes { get; }

    /// <summary>SHA-256 of codes and coordinates in order: 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Whether the order is that of <see cref="Region.All"/>: ascending by code.</summary>
    public bool IsOrderedByCode => Shapes.Select(shape => shape.Region.Code).SequenceEqual(CodesInOrder);

    private static IEnumerable<string> CodesInOrder => Region.All.Select(region => region.Code);

    /// <summary>The same outlines by ascending code; another order is other shapes, with another hash.</summary>
    public RegionShapes OrderedByCode() => IsOrderedByCode
        ? this
        : new([.. Shapes.OrderBy(shape => shape.Region.Code, StringComparer.Ordinal)]);
}
