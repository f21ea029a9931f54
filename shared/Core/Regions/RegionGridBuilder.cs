namespace Isotherm.Core.Regions;

/// <summary>Makes a <see cref="RegionGrid"/>: draws one outline after the other, in their order.</summary>
internal sealed class RegionGridBuilder
{
    private const int CellsPerEdge = 16;
    private const int FewestCells = 16;

    /// <summary>
    /// A byte each: more of them would be faster for points that come one after the other, but in between a reading is
    /// parsed, and the cache of a processor core is shared with that.
    /// </summary>
    private const int MostCells = 400_000;

    private const int MostCellsPerAxis = 4096;

    private readonly GridAxis _columns;
    private readonly GridAxis _rows;
    private readonly byte[] _cells;
    private readonly BorderSets _borders;

    /// <param name="box">That of all outlines.</param>
    /// <param name="edges">Of all outlines: the more, the more cells.</param>
    /// <param name="borders">Gets the sets of the borders.</param>
    public RegionGridBuilder(OutlineBox box, int edges, BorderSets borders)
    {
        var cells = Math.Clamp((long)edges * CellsPerEdge, FewestCells, MostCells);
        var (width, height) = (box.East - box.West, box.North - box.South);
        var step = Math.Sqrt(width * height / cells);
        _columns = GridAxis.Over(box.West, box.East, CellsOf(width, step, cells));
        _rows = GridAxis.Over(box.South, box.North, CellsOf(height, step, cells));
        _cells = new byte[_columns.Count * _rows.Count];
        _borders = borders;
    }

    public RegionGrid Build() => new(_columns, _rows, _cells);

    /// <summary>Draws the next outline; what it needs to be asked.</summary>
    public OutlineIndex Draw(int region, OutlineBox box, OutlineEdges edges)
    {
        var drawing = new OutlineDrawing(_columns, _rows, box);
        foreach (var first in edges.Firsts) drawing.Touch(edges.Points, first);
        var index = new OutlineIndex(drawing, edges.Points, _columns, _rows);
        drawing.Fill(index);
        Merge(region, drawing);
        return index;
    }

    // An outline without an area has a step of 0: half of the cells' exponent for either axis.
    private static int CellsOf(double length, double step, long cells)
    {
        var wanted = step > 0 ? Math.Ceiling(length / step) : Math.Sqrt(cells);
        return (int)Math.Clamp(wanted, 1, MostCellsPerAxis);
    }

    private void Merge(int region, OutlineDrawing drawing)
    {
        Span<short> touched = stackalloc short[byte.MaxValue + 1];
        Span<short> held = stackalloc short[byte.MaxValue + 1];
        touched.Fill(-1);
        held.Fill(-1);
        for (var row = drawing.FirstRow; row <= drawing.LastRow; row++)
        {
            var states = drawing.Row(row);
            var cells = _cells.AsSpan((row * _columns.Count) + drawing.FirstColumn, states.Length);
            for (var i = 0; i < states.Length; i++)
            {
                if (states[i] == CellState.Outside) continue;
                var isWhole = states[i] == CellState.Inside;
                ref var becomes = ref (isWhole ? held : touched)[cells[i]];
                if (becomes < 0) becomes = _borders.With(cells[i], region, isWhole);
                cells[i] = (byte)becomes;
            }
        }
    }
}
