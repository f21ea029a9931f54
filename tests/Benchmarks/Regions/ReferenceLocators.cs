using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Isotherm.Benchmarks.Regions;

/// <summary>
/// What one would write with NetTopologySuite: a tree of the boxes, and an indexed locator for each outline; or without
/// the tree, one box after the other.
/// </summary>
internal sealed class ReferenceLocators
{
    private readonly STRtree<int> _tree = new();
    private readonly Envelope[] _boxes;
    private readonly IndexedPointInAreaLocator[] _locators;

    public ReferenceLocators(IReadOnlyList<Geometry> outlines)
        : this([.. outlines.Select(outline => outline.EnvelopeInternal)], outlines)
    {
    }

    private ReferenceLocators(Envelope[] boxes, IReadOnlyList<Geometry> outlines)
    {
        _boxes = boxes;
        _locators = [.. outlines.Select(outline => new IndexedPointInAreaLocator(outline))];
        for (var i = 0; i < _boxes.Length; i++) _tree.Insert(_boxes[i], i);
        for (var i = 0; i < _locators.Length; i++)
            _locators[i].Locate(_boxes[i].Centre); // it makes its index when it is asked first
        _tree.Build();
    }

    /// <summary>Of rectangles only; there are no outlines to ask.</summary>
    public static ReferenceLocators OfBoxes(IReadOnlyList<Envelope> boxes) => new([.. boxes], []);

    public int Rectangle(double latitude, double longitude)
    {
        for (var i = 0; i < _boxes.Length; i++)
            if (_boxes[i].Contains(longitude, latitude)) return i;
        return -1;
    }

    public int RectangleByTree(double latitude, double longitude)
    {
        var first = int.MaxValue;
        foreach (var i in _tree.Query(new Envelope(longitude, longitude, latitude, latitude)))
            first = Math.Min(first, i);
        return first == int.MaxValue ? -1 : first;
    }

    public int Polygon(double latitude, double longitude)
    {
        var point = new Coordinate(longitude, latitude);
        for (var i = 0; i < _boxes.Length; i++)
            if (_boxes[i].Contains(point) && _locators[i].Locate(point) != Location.Exterior) return i;
        return -1;
    }

    public int PolygonByTree(double latitude, double longitude)
    {
        var point = new Coordinate(longitude, latitude);
        var first = int.MaxValue;
        foreach (var i in _tree.Query(new Envelope(point)))
            if (i < first && _locators[i].Locate(point) != Location.Exterior) first = i;
        return first == int.MaxValue ? -1 : first;
    }
}
