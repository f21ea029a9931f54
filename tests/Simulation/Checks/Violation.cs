namespace Isotherm.Simulation.Checks;

/// <summary>An invariant that does not hold, and what shows it.</summary>
internal sealed record Violation(Invariant Invariant, string What);
