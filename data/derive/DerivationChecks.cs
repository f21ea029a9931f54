using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Derive;

/// <summary>What is known of the result: a change of inputs or libraries is seen before a file is written.</summary>
public static class DerivationChecks
{
    /// <summary>Positions of all rings, the closing ones included.</summary>
    public const int Vertices = 10_857;

    private static readonly Dictionary<string, int> Parts = new()
    {
        ["28"] = 2,
        ["52"] = 3,
        ["53"] = 3,
        ["75"] = 3,
        ["76"] = 3,
        ["93"] = 5,
        ["94"] = 4,
    };

    private static readonly Dictionary<string, int> Holes = new() { ["75"] = 2, ["76"] = 1, ["84"] = 1 };

    /// <exception cref="InvalidDataException">The shapes are not the expected ones; the message says how.</exception>
    public static void Verify(RegionShapes shapes)
    {
        Expect("vertices", Vertices, shapes.Shapes.Sum(shape => shape.Outline.NumPoints));
        foreach (var (region, outline) in shapes.Shapes)
        {
            Expect($"parts of {region}", Parts.GetValueOrDefault(region.Code, 1), outline.NumGeometries);
            Expect($"holes of {region}", Holes.GetValueOrDefault(region.Code), HolesOf(outline));
            if (!outline.IsValid) throw new InvalidDataException($"The outline of {region} crosses itself.");
        }

        var pairs = from one in shapes.Shapes
                    from other in shapes.Shapes
                    where string.CompareOrdinal(one.Region.Code, other.Region.Code) < 0
                    where one.Outline.Relate(other.Outline, "T********")
                    select $"{one.Region} and {other.Region}";
        var overlapping = pairs.ToArray();
        if (overlapping.Length == 0) return;
        throw new InvalidDataException($"Regions overlap: {string.Join("; ", overlapping)}.");
    }

    private static int HolesOf(Geometry outline) => Enumerable.Range(0, outline.NumGeometries)
        .Sum(index => ((Polygon)outline.GetGeometryN(index)).NumInteriorRings);

    private static void Expect(string what, int expected, int found)
    {
        if (expected != found) throw new InvalidDataException($"{found} {what}, not {expected}.");
    }
}
