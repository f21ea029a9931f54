using System.Runtime.CompilerServices;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.Checks;

/// <summary>The first violation of a schedule stops it.</summary>
internal sealed class Verdict(SimulationLoop loop)
{
    public Violation? Violation { get; private set; }

    public void Require(
        bool holds, Invariant invariant, [InterpolatedStringHandlerArgument(nameof(holds))] ref FaultText otherwise)
    {
        if (holds || Violation is not null) return;
        Violation = new Violation(invariant, otherwise.Take());
        loop.Trace.Add(loop.Now, "VIOLATION", invariant.ToString(), Violation.What);
        loop.IsStopped = true;
    }
}
