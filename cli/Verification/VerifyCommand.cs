using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Verification;

/// <summary><c>isotherm verify</c>: computes everything anew from the raw objects and compares.</summary>
internal static class VerifyCommand
{
    private const int HoursOfDay = 24;

    private const string Details = """
        Reads the raw objects of the hours with other code than aggregate's (another JSON reader, whole numbers of any
        size, every edge of every outline, statements of its own) and compares with the tables, exactly: what each
        hour shows, and the newest of its history, the kept sums by both methods, the counts of every part by reject
        reason, the ledger and the method. It changes nothing. Of a run that was not evaluated by the shapes in use, or
        whose raw objects are lost, that alone is said, and what its hour shows is left out. Runs that came in within
        the last minutes may not be in the tables yet; end before them.

        Exit code 0: everything is equal. 3: something differs; standard output says what.
        """;

    private static readonly ListColumn[] Columns =
    [
        new("hour", "Hour"), new("run", "Run", Folds: true), new("what", "What", Folds: true),
        new("expected", "Raw objects say", Folds: true), new("found", "Tables say", Folds: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var format = ChoiceOption.Format("table", "json", "csv");
        var options = new PlaceOptions();
        var command = new ExampleCommand(
            "verify",
            "Compute hours anew from the raw objects and compare with the tables.",
            Details,
            "isotherm verify --from 2019-02-19",
            "isotherm verify --from 2019-02-01 --to 2019-02-28 --format csv")
        {
            from, to, options.Bucket, options.ShapesBucket, options.Database, format,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var range = ReportRange.Filter(parsed.GetValue(from), parsed.GetValue(to), region: null, asOf: null);
            if (!range.Is(out var hours, out var mistake))
                return Task.FromResult(surroundings.Misuse("verify", mistake));
            return hours.From is null
                ? Task.FromResult(surroundings.Misuse("verify", "Say from which hour on: --from."))
                : RunAsync(hours, options, parsed, parsed.GetRequiredValue(format), surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ReportFilter hours,
        PlaceOptions options,
        ParseResult parsed,
        string format,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        if (Places.Open(surroundings, "verify", options, parsed, out var code) is not { } places) return code;
        if (places.Database is not { } database) return surroundings.Misuse("verify", Locations.NoDatabase);
        var active = await places.ActiveShapesAsync(surroundings.Clock, cancellation);
        var bytes = await places.Shapes.ReadAsync(places.Options.ShapesObject, cancellation);
        if (!OwnShapes.Read(bytes!.Value.Bytes).Is(out var shapes, out var refusal)) return surroundings.Fail(refusal);
        var verification = new Verification(places, database, shapes, active.Activation.Hash);
        var now = Hour.Containing(surroundings.Clock.GetUtcNow());
        var known = await verification.KnownAsync(hours.From!.Value, hours.To ?? now, now, cancellation);
        var differences = known is { } span
            ? await CompareAsync(verification, span.From, span.To, surroundings, cancellation)
            : [];
        if (differences.Count > 0 || format != "table")
            ListOutput.Write(Columns, differences.Select(Cells), format, surroundings);
        if (format == "table") await surroundings.Output.WriteLineAsync(Summary(verification.Runs, differences.Count));
        return differences.Count == 0 ? ExitCode.Success : ExitCode.Attention;
    }

    private static Task<List<Difference>> CompareAsync(
        Verification verification, Hour first, Hour last, Surroundings surroundings, CancellationToken cancellation)
    {
        var hours = (last.Start - first.Start).TotalHours + 1;
        return ProgressBar.RunAsync(surroundings, "hours", Math.Max(1, hours), async progress =>
        {
            var differences = new List<Difference>();
            for (var from = first; from <= last;)
            {
                var next = from.Plus(HoursOfDay - from.Start.Hour);
                var to = next.Plus(-1) < last ? next.Plus(-1) : last;
                differences.AddRange(await verification.OfDayAsync(from, to, cancellation));
                progress((next.Start - from.Start).TotalHours);
                from = next;
            }

            return verification.Method is { } method && OwnRules.Methods.Contains(method)
                ? differences
                : [new Difference("", null, "settings: method", "rectangle or polygon", verification.Method),
                    .. differences];
        });
    }

    private static string Summary(long runs, int differences) => string.Create(
        CultureInfo.InvariantCulture,
        $"{runs} runs were computed anew: ")
        + (differences == 0
            ? "everything is equal."
            : string.Create(CultureInfo.InvariantCulture, $"{differences} differences."));

    private static string?[] Cells(Difference difference) =>
        [difference.Hour, difference.Run, difference.What, difference.Expected, difference.Found];
}
