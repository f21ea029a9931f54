namespace Isotherm.Benchmarks.Starts;

/// <summary>One start: time to the first answer, memory after it and at its most.</summary>
internal sealed record StartFigures(double Milliseconds, double ResidentMiB, double PeakMiB);
