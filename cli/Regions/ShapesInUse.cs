using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>What the object of the shapes holds.</summary>
/// <param name="Stored">The object; null when there is none.</param>
/// <param name="Shapes">Null when there is no object, or it cannot be used.</param>
/// <param name="Refusal">Why it cannot be used.</param>
internal sealed record ShapesInUse(StoredObject? Stored, RegionShapes? Shapes, string? Refusal);
