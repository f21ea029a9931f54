namespace Isotherm.Core.Runs;

/// <summary>The key of a run everywhere: its slot and its id.</summary>
public readonly record struct RunKey(Slot Slot, RunId Run)
{
    public override string ToString() => $"{Slot} {Run}";
}
