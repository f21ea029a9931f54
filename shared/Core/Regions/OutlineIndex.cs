namespace Isotherm.Core.Regions;

/// <summary>
/// Tells whether one outline holds a point: even-odd over all rings, a point on a ring is held. The edges lie in
/// stripes of equal height, so a look asks the few of one stripe (the idea of the "y stripes" of tidwall/tg); all of it
/// is a few flat arrays, 16 bytes a point and at most 20 an edge. The rule of counting and the orientation test are
/// those of NetTopologySuite's <c>RayCrossingCounter</c>, so the answer is its answer.
/// </summary>
internal sealed class OutlineIndex
{
    private const int EdgesPerStripe = 4;

    /// <summary>An edge may lie in many stripes; on average it lies in this many at most.</summary>
    private const int MostEntriesPerEdge = 4;

    private readonly double _south;
    private readonly double _scale;
    private readonly int _stripes;

    /// <summary>Points of all rings, longitude and latitude in turn.</summary>
    private readonly double[] _points;

    /// <summary>Where the entries of each stripe begin, and where the last ends.</summary>
    private readonly int[] _begin;

    /// <summary>Edges by stripe, each named by the index of its first point.</summary>
    private readonly int[] _edges;

    /// <param name="outline">The edges of polygons of finite coordinates.</param>
    /// <param name="box">Their box.</param>
    public OutlineIndex(OutlineEdges outline, OutlineBox box)
    {
        _points = outline.Points;
        var edges = outline.Firsts;
        _south = box.South;
        (_stripes, _scale) = (Math.Max(1, edges.Length / EdgesPerStripe), 0);
        while (true)
        {
            _scale = _stripes / (box.North - box.South);
            if (_stripes == 1 || !double.IsFinite(_scale)) (_stripes, _scale) = (1, 0);
            if (_stripes == 1 || Entries(edges) <= (long)edges.Length * MostEntriesPerEdge) break;
            _stripes /= 2;
        }

        _begin = new int[_stripes + 1];
        _edges = new int[Entries(edges)];
        Sort(edges);
    }

    /// <summary>Whether the outline holds a point whose latitude lies in its box.</summary>
    public bool Holds(double y, double x)
    {
        var stripe = StripeOf(y);
        var inside = false;
        foreach (var edge in _edges.AsSpan(_begin[stripe].._begin[stripe + 1]))
        {
            var ends = _points.AsSpan(edge * 2, 4);
            var (x1, y1, x2, y2) = (ends[0], ends[1], ends[2], ends[3]);
            if (x1 < x && x2 < x) continue; // wholly to the west: a ray to the east never meets it
            if (x2 == x && y2 == y) return true;
            if (y1 == y && y2 == y)
            {
                if (x >= Math.Min(x1, x2) && x <= Math.Max(x1, x2)) return true;
                continue;
            }

            if ((y1 > y) == (y2 > y)) continue;
            var turn = EdgeSide.Of(x1, y1, x2, y2, x, y);
            if (turn == 0) return true;
            if ((turn > 0) == (y2 > y1)) inside = !inside;
        }

        return inside;
    }

    /// <summary>Rises with the latitude, so an edge lies in every stripe between those of its ends.</summary>
    private int StripeOf(double latitude) =>
        double.ConvertToIntegerNative<int>(Math.Clamp((latitude - _south) * _scale, 0, _stripes - 1));

    private (int First, int Last) StripesOf(int edge)
    {
        var (one, other) = (StripeOf(_points[(edge * 2) + 1]), StripeOf(_points[(edge * 2) + 3]));
        return one < other ? (one, other) : (other, one);
    }

    private long Entries(ReadOnlySpan<int> edges)
    {
        var entries = 0L;
        foreach (var edge in edges)
        {
            var (first, last) = StripesOf(edge);
            entries += last - first + 1;
        }

        return entries;
    }

    private void Sort(ReadOnlySpan<int> edges)
    {
        foreach (var edge in edges)
        {
            var (first, last) = StripesOf(edge);
            for (var stripe = first; stripe <= last; stripe++) _begin[stripe + 1]++;
        }

        for (var stripe = 0; stripe < _stripes; stripe++) _begin[stripe + 1] += _begin[stripe];
        var next = _begin.AsSpan(0, _stripes).ToArray();
        foreach (var edge in edges)
        {
            var (first, last) = StripesOf(edge);
            for (var stripe = first; stripe <= last; stripe++) _edges[next[stripe]++] = edge;
        }
    }
}
