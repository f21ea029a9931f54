using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>What a replay found and did.</summary>
/// <param name="Changes">What would change or changed; null when no database is given.</param>
/// <param name="Runs">The runs that were found.</param>
/// <param name="Messages">Their messages.</param>
/// <param name="Done">What was published, also before it was resumed; null in a dry run.</param>
/// <param name="EarlierRuns">How many of the runs done a resumed replay had published before.</param>
/// <param name="EarlierMessages">Their messages.</param>
/// <param name="Problems">Manifests and parts that cannot be used, and messages that became dead letters.</param>
internal sealed record ReplayOutcome(
    IReadOnlyList<HourChange>? Changes,
    int Runs,
    int Messages,
    ReplayEntry? Done,
    int EarlierRuns,
    int EarlierMessages,
    IReadOnlyList<string> Problems)
{
    /// <summary>Runs published by this command.</summary>
    public long RunsNow => (Done?.Runs ?? 0) - EarlierRuns;

    /// <summary>Messages published by this command.</summary>
    public long MessagesNow => (Done?.Messages ?? 0) - EarlierMessages;
}
