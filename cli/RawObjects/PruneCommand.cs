using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.RawObjects;

/// <summary><c>isotherm raw prune</c>: deletes the raw objects that no manifest names.</summary>
internal static class PruneCommand
{
    private const string Details = """
        An attempt that crashed, or that lost the race for its run, leaves raw objects that no manifest names. They
        count for nothing, and this deletes those that are older than --older-than, which cannot be less than 1 hour:
        a younger attempt may still be under way. Each is deleted only as the very generation that was looked at.
        Nothing of a committed attempt is ever deleted, nor quarantine, rejects or shapes. Where a manifest cannot be
        read, or is gone though the database has the run, nothing of the run is deleted, and the exit code is 3.
        """;

    private static readonly TimeSpan Least = TimeSpan.FromHours(1);

    private static readonly ListColumn[] Columns =
    [
        new("object", "Object"), new("bytes", "Bytes", IsNumber: true), new("created", "Created (UTC)"),
        new("cause", "Cause", Folds: true), new("done", "Done"),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var age = AgeOption.Create("--older-than", "How old an object must be: 6h, 7d.");
        age.Required = true;
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be deleted." };
        var (bucket, format) = (OperationPlaces.BucketOption(), ChoiceOption.Format("table", "json", "csv"));
        var database = Locations.DatabaseOption();
        var command = new ExampleCommand(
            "prune",
            "Delete raw objects that no manifest names.",
            Details,
            "isotherm raw prune --older-than 7d --dry-run",
            "isotherm raw prune --older-than 7d --bucket gs://my-raw-bucket")
        {
            age, dryRun, bucket, database, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(age) is not { } least || least < Least)
                return surroundings.Misuse(
                    "raw prune", "--older-than is less than 1 hour; an attempt may be under way.");
            if (OperationPlaces.RawBucket(surroundings, parsed.GetValue(bucket)) is not { } location)
                return surroundings.Misuse("raw prune", OperationPlaces.NoBucket);
            if (!Locations.OpenBucket(surroundings, location).Is(out var opened, out var refusal))
                return surroundings.Misuse("raw prune", refusal);
            return OpenedDatabase.TryOpen(
                surroundings, "raw prune", parsed.GetValue(database), isMade: false, out var tables, out var code)
                ? await PruneAsync(
                    opened, new EvaluatedRuns(tables.Reports), least, parsed.GetValue(dryRun),
                    parsed.GetRequiredValue(format), surroundings, cancellation)
                : code;
        });
        return command;
    }

    private static async Task<int> PruneAsync(
        IBucket bucket,
        EvaluatedRuns evaluated,
        TimeSpan age,
        bool isDryRun,
        string format,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        var strays = new StrayParts(bucket, surroundings.Clock.GetUtcNow() - age);
        var (rows, faults) = (new List<string?[]>(), 0);
        await foreach (var run in bucket.KeptRunsAsync(null, null, cancellation))
        {
            var (found, fault) = run.Manifest is null && await evaluated.HaveAsync(run.Key, cancellation)
                ? ([], "its manifest is gone, though the database has the run.")
                : await strays.OfAsync(run, cancellation);
            if (fault is not null) surroundings.Warn($"Nothing of run {run.Key} is deleted: {fault}");
            faults += fault is null ? 0 : 1;
            foreach (var stray in found)
            {
                var isDeleted = !isDryRun
                    && await bucket.DeleteAsync(stray.Stored.Name, stray.Stored.Generation, cancellation);
                rows.Add(Cells(stray, isDryRun ? "would be deleted" : isDeleted ? "deleted" : "was gone"));
            }
        }

        if (rows.Count > 0 || format != "table") ListOutput.Write(Columns, rows, format, surroundings);
        else await surroundings.Output.WriteLineAsync("No raw object is older than that and named by no manifest.");
        return faults == 0 ? ExitCode.Success : ExitCode.Attention;
    }

    private static string?[] Cells(StrayPart stray, string done) =>
    [
        stray.Stored.Name,
        stray.Stored.Size.ToString(CultureInfo.InvariantCulture),
        UtcText.ToSeconds(stray.Created),
        stray.Cause,
        done,
    ];
}
