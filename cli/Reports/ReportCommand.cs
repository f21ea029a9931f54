using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary><c>isotherm report</c>: the temperature of each region and hour, and that of three hours before.</summary>
internal static class ReportCommand
{
    private const string Name = "report";

    private const string Details = """
        Every region and every hour from the first to the last wanted, also those where nothing was measured; only hours
        between the first and the last that the database shows. --from and --to are UTC, both included, and each stands
        for the hour it lies in: 2019-02-19T14, 2019-02-19T14:02:10Z, '2019-02-19 14:00' or a whole day, 2019-02-19.
        Without both it is the last 24 hours that the database shows; with --to alone, the 24 hours up to it; with
        --from alone, everything from it. --region is an INSEE code or a name, large and small letters alike. --as-of
        reports what the database showed at a moment in the past, before later runs corrected it.

        Temperatures are °C with 6 decimals; JSON is an array of objects with region, hour, temperature and
        temperature3HoursBefore (text, or null where nothing was measured).

        html is the page that the report service shows, as one file that needs no other; svg and png are its map. They
        show --hour (else the last hour shown) by --method (else the method that is shown); --from, --to and --region
        are those of the chart.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var options = new ReportCommandOptions();
        var command = new ExampleCommand(
            Name,
            "Report region, hour, temperature and the temperature three hours before.",
            Details,
            "isotherm report",
            "isotherm report --from 2019-02-19 --to 2019-02-19T12 --region Bretagne",
            "isotherm report --from 2019-02-19 --as-of 2019-02-20T09:30:00Z",
            "isotherm report --format csv --database sqlite:./isotherm.db > report.csv",
            "isotherm report --format html --output report.html",
            "isotherm report --format png --hour 2019-02-19T14 --method polygon --lang fr --output map.png");
        foreach (var option in options.All) command.Options.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            if (!options.Read(parsed).Is(out var request, out var mistake))
                return Task.FromResult(surroundings.Misuse(Name, mistake));
            var place = new ReportPlace(parsed.GetValue(options.Database), parsed.GetValue(options.Output));
            return RunAsync(request, place, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ReportRequest request, ReportPlace place, Surroundings surroundings, CancellationToken cancellation)
    {
        if (!OpenedDatabase.TryOpen(surroundings, Name, place.Database, false, out var opened, out var code))
            return code;
        if (place.Output is null) return await WriteAsync(opened.Reports, request, surroundings, cancellation);
        if (!OutputFile.Create(surroundings, place.Output).Is(out var file, out var refusal))
            return surroundings.Misuse(Name, refusal);
        await using (file)
        {
            var inFile = surroundings with { Output = file.Writer, IsOutputTerminal = false };
            code = await WriteAsync(opened.Reports, request, inFile, cancellation);
            if (code == ExitCode.Success) await file.CommitAsync();
            return code;
        }
    }

    private static Task<int> WriteAsync(
        IReports reports, ReportRequest request, Surroundings surroundings, CancellationToken cancellation) =>
        request.IsPage
            ? WritePageAsync(reports, request, surroundings, cancellation)
            : WriteRowsAsync(reports, request.Filter, request.Format, surroundings, cancellation);

    private static async Task<int> WritePageAsync(
        IReports reports, ReportRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (request.Format == "png" && (surroundings.IsOutputTerminal || surroundings.Output is not StreamWriter))
            return surroundings.Misuse(Name, "A picture is no text: write it into a file with --output.");
        var drawn = await ReportPage.DrawAsync(reports, request.PageQuery, request.Format, cancellation);
        if (!drawn.Is(out var report, out var refusal)) return surroundings.Misuse(Name, refusal);
        if (!report.ShowsHour) WarnOfNothing(request.Filter, surroundings);
        await surroundings.WriteAsync(report.Bytes, cancellation);
        return ExitCode.Success;
    }

    private static async Task<int> WriteRowsAsync(
        IReports reports, ReportFilter wanted, string format, Surroundings surroundings, CancellationToken cancellation)
    {
        var filter = await ReportRange.CompleteAsync(wanted, reports, cancellation);
        if (filter is null) WarnOfNothing(wanted, surroundings);
        var rows = filter is null ? NoRows() : reports.TemperaturesAsync(filter, cancellation);
        var count = format switch
        {
            "json" => await ReportJson.WriteAsync(rows, surroundings.Output),
            "csv" => await ReportCsv.WriteAsync(rows, surroundings.Output),
            _ => await ReportTable.WriteAsync(rows, surroundings),
        };
        if (filter is not null && count == 0) surroundings.Warn("The database shows no hour in this range.");
        return ExitCode.Success;
    }

    private static void WarnOfNothing(ReportFilter wanted, Surroundings surroundings) =>
        surroundings.Warn(wanted.AsOf is null
            ? "The database shows no hour yet." : "The database showed no hour at that moment.");

    private static IAsyncEnumerable<RegionHourTemperature> NoRows() => AsyncEnumerable.Empty<RegionHourTemperature>();
}
