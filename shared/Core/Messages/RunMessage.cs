using Isotherm.Core.Runs;

namespace Isotherm.Core.Messages;

/// <summary>What fetch tells aggregate about a run: one part of it is committed, or it failed.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the run was started, to the microsecond.</param>
public abstract record RunMessage(RunKey Key, DateTimeOffset StartedAt)
{
    /// <summary>The version of the JSON form that this code writes and reads.</summary>
    public const int SchemaVersion = 1;
}
