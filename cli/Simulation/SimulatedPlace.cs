namespace Isotherm.Cli.Simulation;

/// <summary>A town with sensors in and around it, in WGS 84 degrees.</summary>
internal sealed record SimulatedPlace(double Latitude, double Longitude, string Country = SimulatedPlaces.France);
