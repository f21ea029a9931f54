namespace Isotherm.Core.Regions;

/// <summary>
/// Tells whether one outline holds a point: even-odd over all rings, a point on a ring is held. A ray to the east is
/// followed to the end of the run of border cells that begins where the point is; beyond it, all of the next cell is
/// known to be inside or outside. So only the edges of one run in one row of the grid are asked: a few stretches of
/// neighbouring points. The rule of counting and the orientation test are those of NetTopologySuite's
/// <c>RayCrossingCounter</c>, so the answer is its answer.
/// </summary>
internal sealed class OutlineIndex
{
    private readonly double[] _points;
    private readonly int _firstRow;

    /// <summary>The first run of each row of the outline, and where the last row ends.</summary>
    private readonly int[] _rows;

    /// <summary>The column in which each run ends; the runs of a row go from west to east.</summary>
    private readonly ushort[] _lastColumns;

    /// <summary>What lies to the east of each run.</summary>
    private readonly bool[] _isInsideBeyond;

    /// <summary>The first stretch of each run, and where the last run ends.</summary>
    private readonly int[] _begin;

    /// <summary>Points that follow each other in a ring, the first and the last by their number.</summary>
    private readonly (int First, int Last)[] _stretches;

    public OutlineIndex(OutlineDrawing drawing, double[] points, GridAxis columns, GridAxis rows)
    {
        _points = points;
        _firstRow = drawing.FirstRow;
        _rows = new int[drawing.LastRow - drawing.FirstRow + 2];
        _lastColumns = LastColumns(drawing);
        _begin = new int[_lastColumns.Length + 1];
        _stretches = Stretches(drawing.Touches);
        _isInsideBeyond = new bool[_lastColumns.Length];
        for (var row = drawing.FirstRow; row <= drawing.LastRow; row++)
        {
            // Beyond the last run of a row is outside; the others learn it from the next one.
            for (var run = _rows[row - _firstRow + 1] - 2; run >= _rows[row - _firstRow]; run--)
            {
                var next = _lastColumns[run] + 1;
                _isInsideBeyond[run] = Holds(row, next, rows.Middle(row), columns.Middle(next));
            }
        }
    }

    /// <summary>Whether the outline holds a point of that cell.</summary>
    public bool Holds(int row, int column, double y, double x)
    {
        if (row < _firstRow || row - _firstRow >= _rows.Length - 1) return false;
        var (run, end) = (_rows[row - _firstRow], _rows[row - _firstRow + 1]);
        while (run < end && _lastColumns[run] < column) run++;
        if (run == end) return false;
        var inside = _isInsideBeyond[run];
        foreach (var (first, last) in _stretches.AsSpan(_begin[run].._begin[run + 1]))
        {
            if (IsOnBorder(_points.AsSpan((first * 2)..((last * 2) + 2)), y, x, ref inside)) return true;
        }

        return inside;
    }

    /// <summary>What lies to the east of each run of a row.</summary>
    public ReadOnlySpan<bool> IsInsideBeyond(int row) =>
        _isInsideBeyond.AsSpan(_rows[row - _firstRow].._rows[row - _firstRow + 1]);

    /// <summary>Turns inside and outside round for each edge that a ray to the east crosses.</summary>
    private static bool IsOnBorder(ReadOnlySpan<double> points, double y, double x, ref bool inside)
    {
        var (x2, y2) = (points[0], points[1]);
        for (var i = 2; i + 1 < points.Length; i += 2)
        {
            var (x1, y1) = (x2, y2);
            (x2, y2) = (points[i], points[i + 1]);
            if (x1 < x && x2 < x) continue; // wholly to the west: the ray never meets it
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

        return false;
    }

    private ushort[] LastColumns(OutlineDrawing drawing)
    {
        var lastColumns = new List<ushort>();
        for (var row = drawing.FirstRow; row <= drawing.LastRow; row++)
        {
            var cells = drawing.Row(row);
            for (var i = 0; i < cells.Length; i++)
            {
                var isLast = i + 1 == cells.Length || cells[i + 1] != CellState.Touched;
                if (cells[i] == CellState.Touched && isLast) lastColumns.Add((ushort)(drawing.FirstColumn + i));
            }

            _rows[row - _firstRow + 1] = lastColumns.Count;
        }

        return [.. lastColumns];
    }

    /// <summary>Puts the edges of each run together: counts their stretches first, then fills them in.</summary>
    private (int First, int Last)[] Stretches(IReadOnlyList<OutlineTouch> touches)
    {
        var ends = new int[_lastColumns.Length];
        ends.AsSpan().Fill(-1);
        var runs = new int[touches.Count];
        for (var i = 0; i < runs.Length; i++)
        {
            var (row, column, first) = touches[i];
            var run = _rows[row - _firstRow];
            while (_lastColumns[run] < column) run++;
            runs[i] = run;
            if (ends[run] != first) _begin[run + 1]++;
            ends[run] = first + 1;
        }

        for (var run = 0; run < ends.Length; run++) _begin[run + 1] += _begin[run];
        var stretches = new (int First, int Last)[_begin[^1]];
        var next = _begin.AsSpan(..^1).ToArray();
        ends.AsSpan().Fill(-1);
        for (var i = 0; i < runs.Length; i++)
        {
            var (run, first) = (runs[i], touches[i].Edge);
            if (ends[run] != first) stretches[next[run]++].First = first;
            stretches[next[run] - 1].Last = ends[run] = first + 1;
        }

        return stretches;
    }
}
