namespace Isotherm.Core.Readings.Pieces;

/// <summary>The room of pieces: that of the first one, twice as much each time, up to the most.</summary>
/// <param name="First">More than <see cref="DocumentSource.LeastRoom"/>.</param>
/// <param name="Most">Not less.</param>
internal sealed record PieceBytes(int First, int Most)
{
    /// <summary>
    /// A small document is not held up, and a large piece and its readings stay in the second cache of a processor.
    /// </summary>
    public static PieceBytes Usual { get; } = new(6 * 1024, 256 * 1024);
}
