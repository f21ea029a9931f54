using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>A run aggregated with given shapes and rules, as far as its parts are in.</summary>
/// <param name="Id">Its key in the tables.</param>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the run was started.</param>
/// <param name="Shapes">The shapes, and the latest activation of them under which a part was delivered.</param>
/// <param name="RulesVersion">The rules.</param>
/// <param name="Parts">Parts of the run in all.</param>
/// <param name="PartsIn">Parts that are in.</param>
/// <param name="Readings">Readings of the parts that are in.</param>
/// <param name="Usable">Usable readings among them.</param>
public sealed record RunEvaluation(
    long Id,
    RunKey Key,
    DateTimeOffset StartedAt,
    ShapesActivation Shapes,
    int RulesVersion,
    int Parts,
    int PartsIn,
    long Readings,
    long Usable)
{
    public bool IsComplete => PartsIn == Parts;

    /// <summary>What the run is when this is its chosen evaluation.</summary>
    public RunState State =>
        !IsComplete ? RunState.Incomplete
        : Readings == 0 ? RunState.Empty
        : Usable == 0 ? RunState.Unusable
        : RunState.Complete;
}
