using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Ledger;

/// <summary><c>isotherm rejects</c>: the readings that were not used.</summary>
internal static class RejectsCommand
{
    private const string Details = """
        Every reading that was rejected for another reason than a foreign country, with its raw object and its position
        in the array of that object. --show adds the reading itself, as it came.
        """;

    private static readonly string[] Reasons =
        [.. RejectReasonNames.All.Where(reason => reason != RejectReason.Foreign).Select(reason => reason.Name())];

    private static readonly ListColumn[] Columns =
    [
        new("hour", "Hour"), new("run", "Run", Folds: true), new("part", "Part", IsNumber: true),
        new("position", "Position", IsNumber: true), new("reason", "Reason"), new("object", "Object", Folds: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var run = new Option<string?>("--run") { Description = "Only this run.", HelpName = "ID" };
        var reason = ChoiceOption.Create("--reason", "Only this reason.", ["all", .. Reasons]);
        var show = new Option<bool>("--show") { Description = "Show the readings themselves." };
        var (bucket, rejects) = (OperationPlaces.BucketOption(), OperationPlaces.RejectsBucketOption());
        var format = ChoiceOption.Format("table", "json", "csv");
        var command = new ExampleCommand(
            "rejects",
            "Show the readings that were not used, and why.",
            Details,
            "isotherm rejects --from 2019-02-19T14 --to 2019-02-19T14 --show",
            "isotherm rejects --run by-hand --reason out_of_range",
            "isotherm rejects --from 2019-02-19 --to 2019-02-19 --format csv")
        {
            from, to, run, reason, show, bucket, rejects, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var range = ReportRange.Filter(parsed.GetValue(from), parsed.GetValue(to), region: null, asOf: null);
            if (!range.Is(out var hours, out var mistake)) return surroundings.Misuse("rejects", mistake);
            var (written, id) = (parsed.GetValue(run), default(RunId));
            if (written is not null && !RunId.TryParse(written, out id))
                return surroundings.Misuse("rejects", $"--run is '{written}': a run id is 1 to 40 of a-z, 0-9 and -.");
            var opened = Open(surroundings, parsed.GetValue(bucket), parsed.GetValue(rejects));
            if (!opened.Is(out var buckets, out mistake)) return surroundings.Misuse("rejects", mistake);
            var isShown = parsed.GetValue(show);
            var only = parsed.GetRequiredValue(reason);
            var kept = await new KeptRejects(buckets.Rejects, isShown ? buckets.Raw : null)
                .ReadAsync(hours, written is null ? null : id, cancellation)
                .Where(reject => only == "all" || reject.Reason == only).ToListAsync(cancellation);
            Write(kept, isShown, parsed.GetRequiredValue(format), surroundings);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(List<KeptReject> kept, bool isShown, string format, Surroundings surroundings)
    {
        if (kept.Count == 0) surroundings.Warn("There are no such rejects.");
        ListOutput.Write(
            isShown ? [.. Columns, new ListColumn("reading", "Reading", Folds: true)] : Columns,
            kept.Select(reject => isShown ? [.. Cells(reject), reject.Text] : Cells(reject)),
            format,
            surroundings);
    }

    private static string?[] Cells(KeptReject reject) =>
    [
        reject.Part.Key.Slot.Hour.ToString(),
        reject.Part.Key.Run.Value,
        reject.Part.Part.ToString(CultureInfo.InvariantCulture),
        reject.Position.ToString(CultureInfo.InvariantCulture),
        reject.Reason,
        reject.Part.ToString(),
    ];

    private static Answer<Buckets> Open(Surroundings surroundings, string? bucket, string? rejects)
    {
        if (OperationPlaces.RawBucket(surroundings, bucket) is not { } raw) return OperationPlaces.NoBucket;
        var other = OperationPlaces.BucketOr(surroundings, rejects, OperationPlaces.RejectsBucketVariable, raw);
        if (!Locations.OpenBucket(surroundings, raw).Is(out var rawBucket, out var refusal)) return refusal;
        return Locations.OpenBucket(surroundings, other).Is(out var rejectsBucket, out refusal)
            ? new Buckets(rawBucket, rejectsBucket)
            : refusal;
    }

    private sealed record Buckets(IBucket Raw, IBucket Rejects);
}
