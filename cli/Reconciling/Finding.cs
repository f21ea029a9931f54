using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reconciling;

/// <summary>One thing in which bucket, ledger and tables disagree.</summary>
/// <param name="Kind"><c>unevaluated</c>, <c>missing</c>, <c>stray</c> or <c>unusable</c>.</param>
/// <param name="Hour">UTC.</param>
/// <param name="Run">The run, when there is one.</param>
/// <param name="Cause">What is wrong and why.</param>
/// <param name="Action">What was done, or what to do.</param>
/// <param name="NeedsPerson">Whether nobody but a person can mend it.</param>
internal sealed record Finding(string Kind, Hour Hour, RunId? Run, string Cause, string Action, bool NeedsPerson)
{
    /// <summary>Something that nobody but a person can bring back.</summary>
    public static Finding Unusable(RunKey key, string cause, string action) =>
        new("unusable", key.Slot.Hour, key.Run, cause, action, NeedsPerson: true);

    /// <summary>The last of the hours that it is true of; null when it is <see cref="Hour"/> alone.</summary>
    public Hour? Until { get; init; }
}
