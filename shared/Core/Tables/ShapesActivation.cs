namespace Isotherm.Core.Tables;

/// <summary>Shapes in use: their content hash and the generation of the object they were read from.</summary>
/// <param name="Generation">Orders activations; 0 for shapes that were never in a bucket.</param>
/// <param name="Hash">See <see cref="Regions.RegionShapes.Hash"/>.</param>
public readonly record struct ShapesActivation(long Generation, string Hash);
