namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>A data point of a metric as a collector received it; of a histogram its count and sum.</summary>
internal sealed record CollectedPoint(
    string Metric, string Unit, IReadOnlyDictionary<string, string> Attributes, double Value, ulong Count);
