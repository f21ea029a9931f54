namespace Isotherm.Core.Aggregates;

/// <summary>
/// Where a point lies: the index of its region by each method, or -1, and how many rectangles hold it.
/// </summary>
internal readonly record struct PointPlace(int Rectangle, int Polygon, int Rectangles);
