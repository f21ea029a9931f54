namespace Isotherm.Core.Regions;

/// <summary>
/// One outline drawn into the cells of its box. An edge touches every cell that it comes as near as a thousandth of a
/// cell: positions in cells are right to a billionth, so no point of a cell that is not touched lies on the other side
/// of an edge than the rest of that cell.
/// </summary>
internal sealed class OutlineDrawing
{
    private const double Margin = 1.0 / 1024;

    /// <summary>
    /// The orientation test takes a point to lie on such an edge from however far to its west: products of less than
    /// 1e-324 are zero. So that the answer is the same, its row is touched.
    /// </summary>
    private const double FlatEdge = 1e-200;

    private readonly GridAxis _columns;
    private readonly GridAxis _rows;
    private readonly int _width;
    private readonly CellState[] _cells;
    private readonly List<OutlineTouch> _touches = [];

    public OutlineDrawing(GridAxis columns, GridAxis rows, OutlineBox box)
    {
        (_columns, _rows) = (columns, rows);
        (FirstColumn, LastColumn) = (Cell(columns, box.West, -Margin), Cell(columns, box.East, Margin));
        (FirstRow, LastRow) = (Cell(rows, box.South, -Margin), Cell(rows, box.North, Margin));
        _width = LastColumn - FirstColumn + 1;
        _cells = new CellState[_width * (LastRow - FirstRow + 1)];
    }

    public int FirstColumn { get; }

    public int LastColumn { get; }

    public int FirstRow { get; }

    public int LastRow { get; }

    /// <summary>Every edge in every row that it touches, in the order of the edges.</summary>
    public IReadOnlyList<OutlineTouch> Touches => _touches;

    /// <summary>The cells of a row, from the first column to the last.</summary>
    public Span<CellState> Row(int row) => _cells.AsSpan((row - FirstRow) * _width, _width);

    /// <param name="points">Longitudes and latitudes.</param>
    /// <param name="number">The number of the point that the edge begins at; it ends at the next.</param>
    public void Touch(ReadOnlySpan<double> points, int number)
    {
        var edge = points.Slice(number * 2, 4);
        var (u1, v1) = (_columns.Position(edge[0]), _rows.Position(edge[1]));
        var (u2, v2) = (_columns.Position(edge[2]), _rows.Position(edge[3]));
        if (v1 > v2) (u1, v1, u2, v2) = (u2, v2, u1, v1);
        var isFlat = edge[1] != edge[3] && Math.Abs(edge[1] - edge[3]) < FlatEdge;
        var (first, last) = (Clamp(v1 - Margin, FirstRow, LastRow), Clamp(v2 + Margin, FirstRow, LastRow));
        var slope = v2 > v1 ? (u2 - u1) / (v2 - v1) : 0;
        for (var row = first; row <= last; row++)
        {
            // What of the edge lies in the row. The ends are taken as they are: a slope may be too steep to reach them.
            var below = row - Margin > v1 ? u1 + (((row - Margin) - v1) * slope) : u1;
            var above = row + 1 + Margin < v2 ? u1 + ((row + 1 + Margin - v1) * slope) : u2;
            var from = isFlat ? FirstColumn : Clamp(Math.Min(below, above) - Margin, FirstColumn, LastColumn);
            var to = Clamp(Math.Max(below, above) + Margin, FirstColumn, LastColumn);
            Row(row)[(from - FirstColumn)..(to - FirstColumn + 1)].Fill(CellState.Touched);
            _touches.Add(new OutlineTouch(row, from, number));
        }
    }

    /// <summary>Tells inside from outside for every cell that is not touched.</summary>
    public void Fill(OutlineIndex index)
    {
        for (var row = FirstRow; row <= LastRow; row++)
        {
            var cells = Row(row);
            var beyond = index.IsInsideBeyond(row);
            var state = CellState.Outside;
            for (int i = 0, run = 0; i < cells.Length; i++)
            {
                if (cells[i] != CellState.Touched) cells[i] = state;
                else if (i + 1 < cells.Length && cells[i + 1] != CellState.Touched)
                    state = beyond[run++] ? CellState.Inside : CellState.Outside;
            }
        }
    }

    private static int Cell(GridAxis axis, double degrees, double margin) =>
        Clamp(axis.Position(degrees) + margin, 0, axis.Count - 1);

    private static int Clamp(double position, int first, int last) =>
        double.ConvertToIntegerNative<int>(Math.Clamp(position, first, last));
}
