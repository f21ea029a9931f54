using System.Numerics;

namespace Isotherm.Simulation.Oracle;

/// <summary>A usable reading: where, in 1e-6 degrees, how warm, in 1e-9 °C, and its timestamp, if it is text.</summary>
internal readonly record struct ExpectedReading(long Latitude, long Longitude, BigInteger Nano, string? Timestamp);
