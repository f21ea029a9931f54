using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Ledger;

/// <summary><c>isotherm runs</c>: the ledger.</summary>
internal static class RunsCommand
{
    private const string Details = """
        Every run that the tables know, the last started first: what became of it, whether its slot shows it now, what
        was read, used and rejected, and why it failed. JSON and CSV also have the counts of every reject reason.
        """;

    private static readonly string[] States = [.. Enum.GetValues<RunState>().Select(state => state.Name())];

    private static readonly ListColumn[] Columns =
    [
        new("hour", "Hour"), new("slot", "Slot"), new("run", "Run", Folds: true), new("startedAt", "Started (UTC)"),
        new("state", "State"), new("current", "Current"), new("parts", "Parts", IsNumber: true),
        new("readings", "Readings", IsNumber: true), new("usable", "Usable", IsNumber: true),
        new("rejects", "Rejects", IsNumber: true), new("failures", "Failures", IsNumber: true),
        new("failureReason", "Failure", Folds: true),
    ];

    private static readonly ListColumn[] MoreColumns =
    [
        new("source", "Source"), new("shapes", "Shapes"), new("rules", "Rules", IsNumber: true),
        new("codeVersion", "Version"), new("recordedAt", "Recorded (UTC)"),
        .. RejectReasonNames.All.Select(reason => new ListColumn(reason.Name(), reason.Name(), IsNumber: true)),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var state = ChoiceOption.Create("--state", "Only runs in this state.", ["all", .. States]);
        var run = new Option<string?>("--run") { Description = "Only this run.", HelpName = "ID" };
        var (database, format) = (Locations.DatabaseOption(), ChoiceOption.Format("table", "json", "csv"));
        var command = new ExampleCommand(
            "runs",
            "Show the ledger: every run and what became of it.",
            Details,
            "isotherm runs --from 2019-02-19",
            "isotherm runs --state failed",
            "isotherm runs --from 2019-02-01 --to 2019-02-28 --format csv > february.csv")
        {
            from, to, state, run, database, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var range = ReportRange.Filter(parsed.GetValue(from), parsed.GetValue(to), region: null, asOf: null);
            if (!range.Is(out var hours, out var mistake)) return surroundings.Misuse("runs", mistake);
            if (!OpenedDatabase.TryOpen(
                surroundings, "runs", parsed.GetValue(database), false, out var opened, out var code)) return code;
            var (only, id) = (parsed.GetRequiredValue(state), parsed.GetValue(run));
            var runs = await opened.Reports.RunsAsync(hours, cancellation)
                .Where(found => (only == "all" || found.State.Name() == only)
                    && (id is null || found.Key.Run.Value == id))
                .ToListAsync(cancellation);
            if (runs.Count == 0 && id is not null) surroundings.Warn($"The ledger has no such run as {id}.");
            var form = parsed.GetRequiredValue(format);
            if (runs.Count > 0 || form != "table") Write(runs, form, surroundings);
            else await surroundings.Output.WriteLineAsync($"There is no {(only == "all" ? "" : only + " ")}run.");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(List<LedgerRun> runs, string format, Surroundings surroundings)
    {
        var isTable = format == "table";
        ListOutput.Write(
            isTable ? Columns : [.. Columns, .. MoreColumns],
            runs.Select(run => isTable ? Cells(run) : [.. Cells(run), .. MoreCells(run)]),
            format,
            surroundings);
    }

    private static string?[] Cells(LedgerRun run) =>
    [
        run.Key.Slot.Hour.ToString(),
        run.Key.Slot.ToString(),
        run.Key.Run.Value,
        UtcText.ToSeconds(run.StartedAt),
        run.State.Name(),
        run.IsCurrent ? "yes" : "no",
        Text(run.Parts),
        Text(run.Totals?.Read),
        Text(run.Totals?.Usable),
        Text(run.Totals?.Rejects.Total),
        Text(run.Failures),
        run.FailureReason,
    ];

    private static string?[] MoreCells(LedgerRun run) =>
    [
        run.Source,
        run.ShapesHash,
        Text(run.RulesVersion),
        run.CodeVersion,
        UtcText.ToSeconds(run.RecordedAt),
        .. RejectReasonNames.All.Select(reason => Text(run.Totals?.Rejects[reason])),
    ];

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
