using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Reconciling;
using Isotherm.Cli.Regions;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Exports;

/// <summary><c>isotherm export</c>: readings as newline-delimited JSON, for another engine to read.</summary>
internal static class ExportCommand
{
    private const string DestinationVariable = "EXPORT_BUCKET";

    private const string Details = """
        Writes the raw objects of committed runs to another bucket, a reading a line, for an engine that reads
        newline-delimited JSON from a bucket (BigQuery, DuckDB, Spark): run, slot, hour, started_at, parts, part,
        position, is_object, and each field as text beside its JSON type. Nothing is judged and nothing left out, so the
        engine's own statements decide, by the same rules: sql/bigquery holds them. The shapes in use are written too.

        Looks at the last seven days, or at the hours given. What is there already is left alone, so it can run at any
        time, again after an interruption, and beside itself. An object appears whole or not at all.
        Exit code 3: done, but a manifest or a raw object cannot be used; standard error says which.
        """;

    private static readonly ListColumn[] Columns =
    [
        new("slot", "Slot"), new("run", "Run"), new("parts", "Parts", IsNumber: true),
        new("written", "Written now", IsNumber: true), new("readings", "Readings", IsNumber: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var destination = new Option<string?>("--destination")
        {
            Description = $"Where to, gs://BUCKET or file:PATH. Else {DestinationVariable} of the environment.",
            HelpName = "LOCATION",
        };
        var (bucket, shapes) = (OperationPlaces.BucketOption(), OperationPlaces.ShapesBucketOption());
        var (objectName, format) = (ShapesObject.Option(), ChoiceOption.Format("table", "json", "csv"));
        var command = new ExampleCommand(
            "export",
            "Write readings as newline-delimited JSON for another engine.",
            Details,
            "isotherm export --destination gs://my-project-isotherm-export",
            "isotherm export --from 2019-01-01 --to 2019-12-31 --destination file:./export")
        {
            from, to, destination, bucket, shapes, objectName, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var range = ReportRange.Filter(parsed.GetValue(from), parsed.GetValue(to), region: null, asOf: null);
            if (!range.Is(out var hours, out var mistake)) return surroundings.Misuse("export", mistake);
            if (OperationPlaces.RawBucket(surroundings, parsed.GetValue(bucket)) is not { } location)
                return surroundings.Misuse("export", OperationPlaces.NoBucket);
            var shapesLocation = OperationPlaces.BucketOr(
                surroundings, parsed.GetValue(shapes), Locations.ShapesBucketVariable, location);
            var shapesObject = ShapesObject.Open(surroundings, shapesLocation, parsed.GetValue(objectName));
            if (!shapesObject.Is(out var inUse, out mistake)
                || !Locations.OpenBucket(surroundings, location).Is(out var raw, out mistake)
                || !Destination(surroundings, parsed.GetValue(destination)).Is(out var target, out mistake))
                return surroundings.Misuse("export", mistake);
            var wanted = Usual(hours, surroundings.Clock);
            return await ExportAsync(
                raw, target, inUse, wanted, parsed.GetRequiredValue(format), surroundings, cancellation);
        });
        return command;
    }

    private static Answer<IBucket> Destination(Surroundings surroundings, string? written)
    {
        var location = OperationPlaces.BucketOr(surroundings, written, DestinationVariable, "");
        return location.Length > 0
            ? Locations.OpenBucket(surroundings, location)
            : Answer<IBucket>.Refused(
                $"No destination is given: use --destination or set {DestinationVariable} (gs://BUCKET or file:PATH).");
    }

    private static ReportFilter Usual(ReportFilter hours, TimeProvider clock) => hours.From is null && hours.To is null
        ? hours with { From = Hour.Containing(clock.GetUtcNow()).Plus(-Reconciliation.UsualHours) }
        : hours;

    private static async Task<int> ExportAsync(
        IBucket raw,
        IBucket target,
        ShapesObject shapes,
        ReportFilter hours,
        string format,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        var faults = 0;
        if (await ExportShapesAsync(shapes, target, cancellation) is { } noShapes)
        {
            surroundings.Warn(noShapes);
            faults++;
        }

        var kept = await raw.KeptRunsAsync(hours.From, hours.To, cancellation).ToListAsync(cancellation);
        var (export, rows) = (new RunExport(raw, target), new List<string?[]>());
        await foreach (var read in new CommittedRuns(raw).ReadAsync(kept, cancellation))
        {
            var fault = read.Refusal;
            if (read.Is(out var run, out _))
            {
                if ((await export.WriteAsync(run.Manifest, cancellation)).Is(out var done, out fault))
                    rows.Add(Cells(done));
            }

            if (fault is null) continue;
            surroundings.Warn(fault);
            faults++;
        }

        if (rows.Count > 0 || format != "table") ListOutput.Write(Columns, rows, format, surroundings);
        else await surroundings.Output.WriteLineAsync("No committed run is in these hours.");
        return faults == 0 ? ExitCode.Success : ExitCode.Attention;
    }

    /// <summary>Replaces the regions when other shapes are in use; why that cannot be done, or null.</summary>
    private static async Task<string?> ExportShapesAsync(
        ShapesObject shapes, IBucket target, CancellationToken cancellation)
    {
        var inUse = await shapes.ReadAsync(cancellation);
        if (inUse.Shapes is not { } found)
            return inUse.Refusal ?? $"{shapes.Shown} is not there: regions are not exported.";
        var lines = RegionLines.Of(found);
        var before = await target.ReadAsync(ExportName.Regions, cancellation);
        if (before is var (_, bytes) && bytes.AsSpan().SequenceEqual(lines.Span)) return null;
        var result = await target.ReplaceAsync(
            ExportName.Regions, lines, before?.Stored.Generation ?? 0, cancellation);
        return result.PreconditionFailed
            ? $"Somebody else wrote {ExportName.Regions} at the same moment: export again."
            : null;
    }

    private static string?[] Cells(ExportedRun run) =>
    [
        run.Key.Slot.ToString(),
        run.Key.Run.Value,
        run.Parts.ToString(CultureInfo.InvariantCulture),
        run.Written.ToString(CultureInfo.InvariantCulture),
        run.Readings.ToString(CultureInfo.InvariantCulture),
    ];
}
