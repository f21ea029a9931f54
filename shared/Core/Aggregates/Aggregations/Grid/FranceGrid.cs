namespace Isotherm.Core.Aggregates.Aggregations.Grid;

/// <summary>
/// Cells of a tenth of a degree over metropolitan France: 41 to 51.5 degrees north and 5.5 west to 10 east, numbered
/// from the south-west, row by row. A cell has its southern and western side, not the other two. A coordinate is
/// compared with the doubles nearest to the sides, so one that is written as a side lies on it.
/// </summary>
internal static class FranceGrid
{
    /// <summary>The number of whatever lies in no cell.</summary>
    public const int Outside = Rows * Columns;

    private const int South = 410;
    private const int West = -55;
    private const int Rows = 105;
    private const int Columns = 155;
    private const double PerDegree = 10;

    /// <summary>The cell of a point in degrees, or <see cref="Outside"/>.</summary>
    public static int CellOf(double latitude, double longitude)
    {
        var (row, column) = (TenthBelow(latitude) - South, TenthBelow(longitude) - West);
        return row is >= 0 and < Rows && column is >= 0 and < Columns ? (row * Columns) + column : Outside;
    }

    /// <summary>The south-west corner of a cell, in tenths of a degree.</summary>
    public static (int Latitude, int Longitude) Corner(int cell) => (South + (cell / Columns), West + (cell % Columns));

    private static int TenthBelow(double degrees)
    {
        var tenth = (int)Math.Floor(degrees * PerDegree);
        if (degrees < tenth / PerDegree) return tenth - 1;
        return degrees >= (tenth + 1) / PerDegree ? tenth + 1 : tenth;
    }
}
