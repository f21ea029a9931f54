using Isotherm.Simulation.Checks;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Planted;

/// <summary>Looks for a planted bug, and stops at the first find.</summary>
internal static class Hunt
{
    public const int Seeds = 1_000;

    /// <summary>The seed and what it found; null when no seed found anything.</summary>
    public static (ulong Seed, Violation Violation)? Find(Func<PlantedBug> planted)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var result = Schedule.Run(new ScheduleOptions(seed) { Planted = planted() });
            if (result.Violation is { } violation) return (seed, violation);
        }

        return null;
    }
}
