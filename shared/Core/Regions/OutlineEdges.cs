using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>The edges of an outline in flat arrays.</summary>
internal readonly struct OutlineEdges
{
    private readonly int[] _firsts;

    public OutlineEdges(Geometry outline)
    {
        Points = new double[outline.NumPoints * 2];
        _firsts = new int[outline.NumPoints];
        var (point, edge) = (0, 0);
        foreach (var ring in outline.Polygons().SelectMany(polygon => polygon.Rings()))
        {
            var positions = ring.CoordinateSequence;
            for (var i = 0; i < positions.Count; i++, point++)
            {
                (Points[point * 2], Points[(point * 2) + 1]) = (positions.GetX(i), positions.GetY(i));
                if (i > 0) _firsts[edge++] = point - 1;
            }
        }

        Count = edge;
    }

    public int Count { get; }

    /// <summary>Longitude and latitude of every point of every ring, in turn.</summary>
    public double[] Points { get; }

    /// <summary>The edges, each named by the number of the point that it begins at; it ends at the next.</summary>
    public ReadOnlySpan<int> Firsts => _firsts.AsSpan(0, Count);
}
