namespace Isotherm.Core.Regions;

/// <summary>An edge touches cells of a row; all of them are in one run, so one of them is enough to find it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">Its first cell there.</param>
/// <param name="Edge">The number of the point that the edge begins at.</param>
internal readonly record struct OutlineTouch(int Row, int Column, int Edge);
