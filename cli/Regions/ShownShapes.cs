using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>Shapes and where they came from.</summary>
internal sealed record ShownShapes(string Source, RegionShapes Shapes);
