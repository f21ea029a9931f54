namespace Isotherm.Cli.Verification;

/// <summary>A point of the plane: longitude and latitude.</summary>
internal readonly record struct OwnPoint(double X, double Y);
