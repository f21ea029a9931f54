namespace Isotherm.Core.Regions;

/// <summary>Degrees of one coordinate, cut into equal cells.</summary>
/// <param name="Origin">Where the first cell begins.</param>
/// <param name="Scale">Cells a degree; 0 where there is nothing to cut.</param>
/// <param name="Count">Cells in all.</param>
internal readonly record struct GridAxis(double Origin, double Scale, int Count)
{
    // Smaller cells than this would multiply to nothing in the orientation test.
    private const double LeastCell = 1e-100;

    // A hair below one: the end of the axis lies in the last cell, whatever the rounding.
    private const double AlmostOne = 1 - (1.0 / (1L << 40));

    public static GridAxis Over(double from, double to, int cells)
    {
        var scale = cells * AlmostOne / (to - from);
        return cells > 1 && (to - from) / cells >= LeastCell ? new(from, scale, cells) : new(from, 0, 1);
    }

    /// <summary>
    /// The place in cells: rises with the degrees, and is off by two roundings of itself at most, as the difference of
    /// two doubles is. What is not finite has no place in 0..<see cref="Count"/>.
    /// </summary>
    public double Position(double degrees) => (degrees - Origin) * Scale;

    /// <summary>The middle of a cell.</summary>
    public double Middle(int cell) => Scale == 0 ? Origin : Origin + ((cell + 0.5) / Scale);
}
