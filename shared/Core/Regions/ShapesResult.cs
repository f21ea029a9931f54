namespace Isotherm.Core.Regions;

/// <summary>Shapes, or the reason why they are refused; exactly one of the two is set.</summary>
/// <param name="Shapes">The 13 outlines, when the document is good.</param>
/// <param name="Refusal">What is wrong, where in the document, and what to do about it.</param>
public sealed record ShapesResult(RegionShapes? Shapes, string? Refusal)
{
    /// <summary>
    /// What to know about shapes that are not refused, or null: the order of the file decides where a point in several
    /// rectangles goes, so an order that is not ascending by code gives other means than the usual one.
    /// </summary>
    public string? Warning { get; init; }
}
