namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>A span as a collector received it.</summary>
internal sealed record CollectedSpan(
    string Service,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> LinkedTraces,
    int Status);
