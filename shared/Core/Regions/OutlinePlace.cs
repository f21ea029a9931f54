namespace Isotherm.Core.Regions;

/// <summary>A place inside an outline, counted from 1; 0 where the reader is not that deep.</summary>
internal readonly record struct OutlinePlace(int Polygon, int Ring, int Position)
{
    /// <summary>The place as the end of a phrase: <c>, polygon 1, ring 2, position 17</c>.</summary>
    public override string ToString()
    {
        var polygon = Polygon == 0 ? "" : $", polygon {Polygon}";
        var ring = Ring == 0 ? "" : $", ring {Ring}";
        var position = Position == 0 ? "" : $", position {Position}";
        return polygon + ring + position;
    }
}
