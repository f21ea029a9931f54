using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>What a replay found and did.</summary>
/// <param name="Changes">What would change or changed; null when no database is given.</param>
/// <param name="Runs">The runs that were found.</param>
/// <param name="Messages">Their messages.</param>
/// <param name="Done">What was published; null in a dry run.</param>
/// <param name="Problems">Manifests and parts that cannot be used, and messages that became dead letters.</param>
internal sealed record ReplayOutcome(
    IReadOnlyList<HourChange>? Changes, int Runs, int Messages, ReplayEntry? Done, IReadOnlyList<string> Problems);
