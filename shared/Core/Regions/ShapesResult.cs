namespace Isotherm.Core.Regions;

/// <summary>Shapes, or the reason why they are refused; exactly one of the two is set.</summary>
public sealed record ShapesResult(RegionShapes? Shapes, string? Refusal);
