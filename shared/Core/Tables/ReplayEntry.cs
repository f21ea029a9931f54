using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>The audit of one replay: what was published again, by whom and why.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Command"><c>replay</c> or <c>reconcile</c>.</param>
/// <param name="StartedAt">Of its first start, when it was resumed.</param>
/// <param name="EndedAt">Null while it runs, or when it was interrupted.</param>
/// <param name="From">The first hour asked for; null: from the first.</param>
/// <param name="To">The last hour asked for; null: to the last.</param>
/// <param name="Run">The only run asked for.</param>
/// <param name="Reason">As whoever started it gave it.</param>
/// <param name="Destination">Where the messages went.</param>
/// <param name="Runs">Runs published again so far.</param>
/// <param name="Messages">Messages published again so far.</param>
/// <param name="StartedBy">User and machine.</param>
/// <param name="CodeVersion">The version of the program.</param>
public sealed record ReplayEntry(
    string Id,
    string Command,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    Hour? From,
    Hour? To,
    RunId? Run,
    string? Reason,
    string Destination,
    long Runs,
    long Messages,
    string StartedBy,
    string CodeVersion);
