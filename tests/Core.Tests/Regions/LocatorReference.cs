using Isotherm.Core.Regions;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>NetTopologySuite's indexed locator for each outline, the first that does not say outside.</summary>
internal sealed class LocatorReference(IReadOnlyList<Geometry> outlines)
{
    private readonly (Envelope Box, IndexedPointInAreaLocator Locator)[] _outlines =
        [.. outlines.Select(outline => (BoxOf(outline), new IndexedPointInAreaLocator(outline)))];

    public PolygonLocator Locator { get; } = new(outlines);

    /// <summary>Asks both; their number, so that a caller can tell that it asked.</summary>
    public int AssertAgrees(IEnumerable<Coordinate> points)
    {
        var asked = 0;
        foreach (var point in points)
        {
            var expected = Array.FindIndex(
                _outlines, one => one.Box.Contains(point) && one.Locator.Locate(point) != Location.Exterior);
            if (expected != Locator.Locate(point.Y, point.X))
                Assert.Fail($"[{point.X:R}, {point.Y:R}] is in {expected}, not in {Locator.Locate(point.Y, point.X)}.");
            asked++;
        }

        return asked;
    }

    // The envelope of a geometry leaves out holes, and a hole may lie outside its ring.
    private static Envelope BoxOf(Geometry outline)
    {
        var box = new Envelope();
        foreach (var (from, _) in PlaneOracle.Segments(outline)) box.ExpandToInclude(from);
        return box;
    }
}
