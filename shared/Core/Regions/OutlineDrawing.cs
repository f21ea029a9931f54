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

    /// <summary>The cells of a row, from the first column to the last.</summary>
    public Span<CellState> Row(int row) => _cells.AsSpan((row - FirstRow) * _width, _width);

    /// <param name="edge">Longitude and latitude of one end and of the other.</param>
    public void Touch(ReadOnlySpan<double> edge)
    {
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
        }
    }

    /// <summary>
    /// Tells inside from outside for every cell that is not touched. Two such cells side by side, or one above the
    /// other, are alike, so the outline is asked only where there is no such neighbour.
    /// </summary>
    public void Fill(OutlineIndex index)
    {
        var below = new CellState[_width].AsSpan();
        for (var row = FirstRow; row <= LastRow; row++)
        {
            var cells = Row(row);
            var west = CellState.Clear;
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i] == CellState.Touched)
                {
                    west = CellState.Touched;
                    continue;
                }

                if (west is CellState.Outside or CellState.Inside) cells[i] = west;
                else if (below[i] is CellState.Outside or CellState.Inside) cells[i] = below[i];
                else cells[i] = StateOf(row, FirstColumn + i, index);
                west = cells[i];
            }

            below = cells;
        }
    }

    private CellState StateOf(int row, int column, OutlineIndex index) =>
        index.Holds(_rows.Middle(row), _columns.Middle(column)) ? CellState.Inside : CellState.Outside;

    private static int Cell(GridAxis axis, double degrees, double margin) =>
        Clamp(axis.Position(degrees) + margin, 0, axis.Count - 1);

    private static int Clamp(double position, int first, int last) =>
        double.ConvertToIntegerNative<int>(Math.Clamp(position, first, last));
}
