using System.CommandLine;
using Isotherm.Cli.Aggregations;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary><c>isotherm replay</c>: aggregates hours again from their raw objects.</summary>
internal static class ReplayCommand
{
    private const int FastestRate = 10_000;

    private const string Details = """
        Reads the manifests of the hours from the bucket, shows what changes in each hour and region and why (new
        shapes, new rules, a correction, a late part), and publishes the messages of the manifests again, as they are:
        aggregate then does the work. Without a topic this process aggregates itself, into the database. Repeating it
        changes nothing: what is in already stays as it is.

        --dry-run shows what would change; it publishes and writes nothing.
        --resume FILE notes what was published; the same command with the same file goes on where it was interrupted,
        also after the process was killed, and tries again what became a dead letter in this process. When everything is
        published the file is of no more use: the same command then wants another one. It belongs to these hours,
        places, shapes and rules. --rate N publishes at most N messages a second.
        --aggregation NAME publishes only the runs that this aggregation lacks, because it was deployed after them, and
        touches nothing else: runs that were aggregated by other shapes or rules than those in use are left out and
        counted. Interrupted, the same command goes on by itself: what has the aggregation is not selected again.
        Each replay leaves a row in the database, with --reason; --list shows all of these rows.

        Without a database it still publishes, but cannot show what changes and keeps no row.
        Exit code 1: no run of the id that --run names is in these hours. 3: done, but a manifest or a part cannot be
        used, or a message became a dead letter; standard error says which.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var options = new ReplayOptions();
        var command = new ExampleCommand(
            "replay",
            "Aggregate hours again from their raw objects.",
            Details,
            "isotherm replay --from 2019-02-19 --to 2019-02-20 --dry-run",
            "isotherm replay --from 2019-02-19T14 --to 2019-02-19T14 --run by-hand --reason 'new shapes'",
            "isotherm replay --from 2019-01-01 --to 2019-12-31 --rate 50 --resume replay-2019.txt",
            "isotherm replay --aggregation statistics --dry-run",
            "isotherm replay --list");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => parsed.GetValue(options.List)
            ? ListAsync(options, parsed, surroundings, cancellation)
            : RunAsync(options, parsed, surroundings, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ReplayOptions options, ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
    {
        if (!Request(options, parsed).Is(out var request, out var mistake))
            return surroundings.Misuse("replay", mistake);
        var places = Places.Open(surroundings, "replay", options.Places, parsed, out var code);
        if (places is null) return code;
        return request.Aggregation is { } wanted && !places.Options.Aggregations.Contains(wanted)
            ? surroundings.Misuse("replay", $"AGGREGATIONS of the environment leaves {wanted.Name} out.")
            : await new Replay(places, request, surroundings).RunAsync(cancellation);
    }

    private static async Task<int> ListAsync(
        ReplayOptions options, ParseResult parsed, Surroundings surroundings, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.DryRun) || options.Wanted.Any(option => parsed.GetValue(option) is not null))
            return surroundings.Misuse("replay", "--list shows every replay, and goes with --database and --format.");
        var location = parsed.GetValue(options.Places.Database);
        return OpenedDatabase.TryOpen(surroundings, "replay", location, false, out var database, out var code)
            ? await ReplayList.WriteAsync(
                database, parsed.GetRequiredValue(options.Format), surroundings, cancellation)
            : code;
    }

    private static Answer<ReplayRequest> Request(ReplayOptions options, ParseResult parsed)
    {
        var (from, to) = (parsed.GetValue(options.From), parsed.GetValue(options.To));
        if (!ReportRange.Filter(from, to, region: null, asOf: null).Is(out var filter, out var mistake)) return mistake;
        var (written, run) = (parsed.GetValue(options.Run), default(RunId));
        if (written is not null && !RunId.TryParse(written, out run))
            return $"--run is '{written}': a run id is 1 to 40 of a-z, 0-9 and -.";
        var named = parsed.GetValue(options.Aggregation);
        if (from is null && to is null && written is null && named is null)
            return "Say which hours: --from and --to, or --run for one run.";
        var aggregation = named is null ? null : RegisteredAggregations.Find(named);
        if (named is not null && aggregation is null) return AggregationsCommand.NoSuch(named);
        var resume = parsed.GetValue(options.Resume);
        if (resume is not null && string.IsNullOrWhiteSpace(resume)) return "--resume is empty: name a file.";
        if (resume is not null && aggregation is not null)
            return "--aggregation goes on by itself where it was interrupted: leave --resume out.";
        var reason = parsed.GetValue(options.Reason);
        if (reason?.Length > LedgerText.MaxReason)
            return $"--reason has {reason.Length} characters: {LedgerText.MaxReason} is the most that is kept.";
        var isDryRun = parsed.GetValue(options.DryRun);
        if (isDryRun && resume is not null) return "--resume notes what is published, and --dry-run publishes nothing.";
        return new ReplayRequest
        {
            From = filter.From,
            To = filter.To,
            Run = written is null ? null : run,
            Aggregation = aggregation,
            IsDryRun = isDryRun,
            Rate = parsed.GetValue(options.Rate),
            Resume = resume,
            Reason = reason,
            Format = parsed.GetRequiredValue(options.Format),
        };
    }

    private sealed class ReplayOptions
    {
        public Option<string?> From { get; } = OperationPlaces.FromOption();

        public Option<string?> To { get; } = OperationPlaces.ToOption();

        public Option<string?> Run { get; } = new("--run") { Description = "Only this run.", HelpName = "ID" };

        public Option<string?> Aggregation { get; } = new("--aggregation")
        {
            Description = "Only runs that this aggregation lacks.",
            HelpName = "NAME",
        };

        public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only show what would change." };

        public Option<int> Rate { get; } = NumberOption.Create(
            "--rate", "Messages a second at most; 0 is as fast as it goes.", 0, 0, FastestRate);

        public Option<string?> Resume { get; } = new("--resume")
        {
            Description = "A file that notes what was published.",
            HelpName = "FILE",
        };

        public Option<string?> Reason { get; } = new("--reason")
        {
            Description = "Why, for the audit.",
            HelpName = "TEXT",
        };

        public Option<bool> List { get; } = new("--list") { Description = "Show the replays so far, nothing else." };

        /// <summary>What a replay is told, and a list is not.</summary>
        public IEnumerable<Option<string?>> Wanted => [From, To, Run, Aggregation, Resume, Reason];

        public PlaceOptions Places { get; } = new();

        public Option<string> Format { get; } = ChoiceOption.Format("table", "json", "csv");

        public void AddTo(Command command)
        {
            foreach (var option in (Option[])[From, To, Run, Aggregation, DryRun, Rate, Resume, Reason, List])
                command.Add(option);
            Places.AddTo(command);
            command.Add(Format);
        }
    }
}
