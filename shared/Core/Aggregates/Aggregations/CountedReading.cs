namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>A usable reading that counts: none with its id superseded it.</summary>
/// <param name="NanoCelsius">In 1e-9 °C.</param>
/// <param name="Rectangle">The index of its region, or -1.</param>
/// <param name="Polygon">The index of its region, or -1.</param>
/// <param name="Key">What the aggregation asked for; else 0.</param>
public readonly record struct CountedReading(long NanoCelsius, short Rectangle, short Polygon, ushort Key);
