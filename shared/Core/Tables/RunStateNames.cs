namespace Isotherm.Core.Tables;

/// <summary>The names of states in the ledger and in reports, for example <c>incomplete</c>.</summary>
public static class RunStateNames
{
    private static readonly RunState[] All = Enum.GetValues<RunState>();

    public static string Name(this RunState state) => state switch
    {
        RunState.Failed => "failed",
        RunState.Incomplete => "incomplete",
        RunState.Empty => "empty",
        RunState.Unusable => "unusable",
        RunState.Complete => "complete",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };

    /// <exception cref="FormatException">The text is no name of a state.</exception>
    public static RunState Parse(string name)
    {
        foreach (var state in All)
        {
            if (state.Name() == name) return state;
        }

        throw new FormatException($"'{name}' is no state of a run.");
    }
}
