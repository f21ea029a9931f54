using Isotherm.Simulation.Checks;

namespace Isotherm.Simulation.World;

/// <summary>What became of a schedule.</summary>
/// <param name="Violation">Null when every invariant held.</param>
/// <param name="TraceHash">Equal for equal seeds.</param>
/// <param name="Trace">The trace as text, when it was asked for.</param>
/// <param name="Steps">Pieces of work.</param>
/// <param name="Calls">Calls of services that can be struck.</param>
/// <param name="Struck">How often each fault struck.</param>
internal sealed record ScheduleResult(
    Violation? Violation,
    ulong TraceHash,
    IReadOnlyList<string> Trace,
    long Steps,
    int Calls,
    IReadOnlyDictionary<string, int> Struck);
