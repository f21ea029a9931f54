using NetTopologySuite.Geometries;

namespace Isotherm.Core.Regions;

/// <summary>The outline of one region: a polygon or several, X = longitude, Y = latitude, degrees, WGS 84.</summary>
public sealed record RegionShape(Region Region, Geometry Outline);
