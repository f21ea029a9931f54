namespace Isotherm.Core.Readings;

/// <summary>A temperature as an exact count of 1e-9 °C.</summary>
public readonly record struct Temperature(long NanoCelsius);
