using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Planted;

namespace Isotherm.Simulation.World;

/// <summary>Which schedule to run, and how.</summary>
internal sealed record ScheduleOptions(ulong Seed)
{
    /// <summary>Whether the trace is kept as text.</summary>
    public bool KeepTrace { get; init; }

    /// <summary>A defect to find; null for the product as it is.</summary>
    public PlantedBug? Planted { get; init; }

    /// <summary>The calls that fail, instead of drawn faults; null: drawn.</summary>
    public IReadOnlyList<Strike>? Strikes { get; init; }
}
