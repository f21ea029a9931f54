using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>
/// The real outlines: a point is in a region when it lies inside (even-odd over all rings, planar degrees, whatever
/// their orientation) or on a ring, that of a hole included. Of several, the first in the order of the outlines wins.
/// The answer is that of NetTopologySuite's <c>IndexedPointInAreaLocator</c>, which counts the crossings of a ray with
/// a robust orientation test, so points on borders are exact too. A <see cref="RegionGrid"/> answers most points with
/// one byte; the rest ask the <see cref="OutlineIndex"/> of the outlines whose border is near. Memory: at most 0.4 MB
/// for the grid, 16 bytes a point, and some 20 bytes for each row of cells that a piece of border goes through.
/// </summary>
public sealed class PolygonLocator : IRegionLocator
{
    private readonly OutlineBox[] _boxes;
    private readonly OutlineIndex[] _outlines;
    private readonly RegionGrid _grid;
    private readonly int[][] _borders;

    /// <param name="outlines">1 to 250 polygons or multi-polygons; X = longitude, Y = latitude, degrees.</param>
    /// <exception cref="ArgumentException">
    /// Not 1 to 250, or one that is empty, no polygon, not in -180..180 and -90..90, or crosses the antimeridian.
    /// </exception>
    public PolygonLocator(IReadOnlyList<Geometry> outlines)
    {
        _boxes = OutlineBox.Of(outlines);
        _outlines = new OutlineIndex[outlines.Count];
        var borders = new BorderSets(outlines.Count);
        var grid = new RegionGridBuilder(
            _boxes.Aggregate((all, box) => all.With(box)), outlines.Sum(outline => outline.NumPoints), borders);
        for (var i = 0; i < _outlines.Length; i++)
        {
            _outlines[i] = grid.Draw(i, _boxes[i], new OutlineEdges(outlines[i]));
        }

        (_grid, _borders) = (grid.Build(), borders.ToArray());
    }

    public int Locate(double latitude, double longitude)
    {
        var code = _grid.At(latitude, longitude);
        return code <= _outlines.Length ? code - 1 : Locate(_borders[code - _outlines.Length - 1], latitude, longitude);
    }

    private int Locate(int[] border, double latitude, double longitude)
    {
        var (row, column) = _grid.CellOf(latitude, longitude);
        foreach (var region in border)
        {
            if (region < 0) return ~region; // holds all of the cell
            if (!_boxes[region].Holds(latitude, longitude)) continue;
            if (_outlines[region].Holds(row, column, latitude, longitude)) return region;
        }

        return IRegionLocator.None;
    }
}
