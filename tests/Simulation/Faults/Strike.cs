namespace Isotherm.Simulation.Faults;

/// <summary>A chosen call that fails, and from then on every call when it is for good (until the faults end).</summary>
internal sealed record Strike(int Call, Blow Blow, bool ForGood = false);
