namespace Isotherm.Benchmarks.Whole;

/// <summary>One process from its start to its end.</summary>
/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="ProcessorSeconds">User and system, of all its threads.</param>
/// <param name="PeakMiB">The most memory that was resident.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ChildFigures(double Seconds, double ProcessorSeconds, double PeakMiB, string Output);
