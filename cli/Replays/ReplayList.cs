using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary><c>isotherm replay --list</c>: the audit of replays.</summary>
internal static class ReplayList
{
    private static readonly ListColumn[] Columns =
    [
        new("replay", "Replay"), new("command", "Command"), new("startedAt", "Started (UTC)"),
        new("endedAt", "Ended (UTC)"), new("from", "From"), new("to", "To"), new("run", "Run"),
        new("runs", "Runs", IsNumber: true), new("messages", "Messages", IsNumber: true),
        new("destination", "Destination", Folds: true), new("startedBy", "By", Folds: true),
        new("codeVersion", "Version", Folds: true), new("reason", "Reason", Folds: true),
    ];

    public static async Task<int> WriteAsync(
        Database database, string format, Surroundings surroundings, CancellationToken cancellation)
    {
        var replays = await database.Replays.ListAsync(cancellation);
        ListOutput.Write(Columns, replays.Select(Cells), format, surroundings);
        return ExitCode.Success;
    }

    private static string?[] Cells(ReplayEntry replay) =>
    [
        replay.Id,
        replay.Command,
        UtcText.ToSeconds(replay.StartedAt),
        replay.EndedAt is { } end ? UtcText.ToSeconds(end) : null,
        replay.From?.ToString(),
        replay.To?.ToString(),
        replay.Run?.Value,
        replay.Runs.ToString(CultureInfo.InvariantCulture),
        replay.Messages.ToString(CultureInfo.InvariantCulture),
        replay.Destination,
        replay.StartedBy,
        replay.CodeVersion,
        replay.Reason,
    ];
}
