using System.Runtime.CompilerServices;

namespace Isotherm.Core.Regions;

/// <summary>
/// Cells over the box of all outlines, a byte each: no region, all of it in one region, or a border, which names the
/// few outlines to be asked. What the byte says without asking is true for every point of the cell, because a cell that
/// an edge comes near is a border. A uniform grid, as in graphics (Fujimoto and others, "ARTS", 1986), with the
/// polygons drawn into it once.
/// </summary>
internal sealed class RegionGrid
{
    private readonly GridAxis _columns;
    private readonly GridAxis _rows;
    private readonly byte[] _cells;

    public RegionGrid(GridAxis columns, GridAxis rows, byte[] cells) =>
        (_columns, _rows, _cells) = (columns, rows, cells);

    /// <summary>The byte of the cell of a point; 0 beyond the grid and for what is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(double latitude, double longitude)
    {
        var (column, row) = (_columns.Position(longitude), _rows.Position(latitude));
        // Written so that what is not a number is beyond the grid too.
        if (!(column >= 0 && column < _columns.Count && row >= 0 && row < _rows.Count)) return 0;
        return _cells[(double.ConvertToIntegerNative<int>(row) * _columns.Count)
            + double.ConvertToIntegerNative<int>(column)];
    }

    /// <summary>The cell of a point in the grid.</summary>
    public (int Row, int Column) CellOf(double latitude, double longitude) => (
        double.ConvertToIntegerNative<int>(_rows.Position(latitude)),
        double.ConvertToIntegerNative<int>(_columns.Position(longitude)));
}
