using Isotherm.Core.Regions;
using Isotherm.Core.Tables;

namespace Isotherm.Aggregate;

/// <summary>The shapes in use, ready to locate points.</summary>
internal sealed record ActiveShapes(RegionLocators Locators, ShapesActivation Activation);
