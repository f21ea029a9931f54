using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Reconciling;

/// <summary><c>isotherm reconcile</c>: compares bucket, ledger and tables, and mends what can be mended.</summary>
internal static class ReconcileCommand
{
    private const int FastestRate = 10_000;
    private static readonly TimeSpan UsuallySettled = TimeSpan.FromMinutes(15);

    private const string Details = """
        Looks at the last seven days, or at the hours given, and finds
          unevaluated  a committed run without a complete evaluation in the tables: its messages are published again
          missing      an hour that shows nothing: never run, failed (with the reason), empty, no points
          stray        a raw object of an attempt that no manifest names: isotherm raw prune deletes it
          unusable     a manifest that cannot be read, or is gone though the tables have its run; a raw object that its
                       manifest names and that is gone
        --stale publishes also runs whose values are by other shapes than those in use, or by older rules.

        It can run at any time, beside live traffic and beside itself: what is younger than --settled is left alone,
        and a message that is delivered twice changes nothing. Made to run as a scheduled job, with --format json.
        Exit code 0: nothing is wrong, or all of it was mended. 3: something needs a person: missing, unusable, a run
        that an earlier pass published and that is still not in, and in a dry run whatever would be published.
        """;

    private static readonly ListColumn[] Columns =
    [
        new("finding", "Finding"), new("hour", "Hour"), new("until", "Until"), new("run", "Run"),
        new("cause", "Cause", Folds: true), new("action", "Action", Folds: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var dryRun = new Option<bool>("--dry-run") { Description = "Publish nothing." };
        var stale = new Option<bool>("--stale") { Description = "Publish also what older shapes or rules made." };
        var settled = AgeOption.Create(
            "--settled", "What is younger is left to the traffic under way. Without it: 15m.");
        var rate = NumberOption.Create(
            "--rate", "Messages a second at most; 0 is as fast as it goes.", 0, 0, FastestRate);
        var format = ChoiceOption.Format("table", "json", "csv");
        var options = new PlaceOptions();
        var command = new ExampleCommand(
            "reconcile",
            "Compare bucket, ledger and tables; publish again what the tables lack.",
            Details,
            "isotherm reconcile",
            "isotherm reconcile --from 2019-02-01 --to 2019-02-28 --dry-run",
            "isotherm reconcile --stale --rate 50 --format json")
        {
            from, to, dryRun, stale, settled, rate,
        };
        options.AddTo(command);
        command.Add(format);
        command.SetAction((parsed, cancellation) =>
        {
            var range = ReportRange.Filter(parsed.GetValue(from), parsed.GetValue(to), region: null, asOf: null);
            if (!range.Is(out var hours, out var mistake))
                return Task.FromResult(surroundings.Misuse("reconcile", mistake));
            var request = new ReconcileRequest(
                hours.From, hours.To, parsed.GetValue(dryRun), parsed.GetValue(stale),
                parsed.GetValue(settled) ?? UsuallySettled, parsed.GetValue(rate), parsed.GetRequiredValue(format));
            return RunAsync(request, options, parsed, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ReconcileRequest request,
        PlaceOptions options,
        ParseResult parsed,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        if (Places.Open(surroundings, "reconcile", options, parsed, out var code) is not { } places) return code;
        if (places.Database is not { } database) return surroundings.Misuse("reconcile", Locations.NoDatabase);
        var reconciliation = new Reconciliation(places, database, request, surroundings);
        if (!(await reconciliation.RunAsync(cancellation)).Is(out var findings, out var refusal))
            return surroundings.Misuse("reconcile", refusal);
        if (findings.Count == 0 && request.Format == "table")
            await surroundings.Output.WriteLineAsync("Bucket, ledger and tables agree.");
        else ListOutput.Write(Columns, findings.Select(Cells), request.Format, surroundings);
        return findings.Any(finding => finding.NeedsPerson) ? ExitCode.Attention : ExitCode.Success;
    }

    private static string?[] Cells(Finding finding) =>
    [
        finding.Kind, finding.Hour.ToString(), finding.Until?.ToString(), finding.Run?.Value, finding.Cause,
        finding.Action,
    ];
}
