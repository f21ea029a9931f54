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
    private const string Details = """
        Every region and every hour from the first to the last wanted, also those where nothing was measured; only hours
        between the first and the last that the database shows. --from and --to are UTC, both included, and each stands
        for the hour it lies in: 2019-02-19T14, 2019-02-19T14:02:10Z, '2019-02-19 14:00' or a whole day, 2019-02-19.
        Without both it is the last 24 hours that the database shows; with --to alone, the 24 hours up to it; with
        --from alone, everything from it. --region is an INSEE code or a name, large and small letters alike. --as-of
        reports what the database showed at a moment in the past, before later runs corrected it.

        Temperatures are °C with 6 decimals; JSON is an array of objects with region, hour, temperature and
        temperature3HoursBefore (text, or null where nothing was measured).
        """;

    public static Command Create(Surroundings surroundings)
    {
        var from = new Option<string?>("--from") { Description = "The first hour.", HelpName = "HOUR" };
        var to = new Option<string?>("--to") { Description = "The last hour, itself included.", HelpName = "HOUR" };
        var region = new Option<string?>("--region") { Description = "One region only.", HelpName = "CODE|NAME" };
        var asOf = new Option<string?>("--as-of") { Description = "What was shown at a moment.", HelpName = "TIME" };
        var format = ChoiceOption.Format("table", "json", "csv");
        var database = Locations.DatabaseOption();
        var command = new ExampleCommand(
            "report",
            "Report region, hour, temperature and the temperature three hours before.",
            Details,
            "isotherm report",
            "isotherm report --from 2019-02-19 --to 2019-02-19T12 --region Bretagne",
            "isotherm report --from 2019-02-19 --as-of 2019-02-20T09:30:00Z",
            "isotherm report --format csv --database sqlite:./isotherm.db > report.csv")
        {
            from, to, region, asOf, format, database,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var filter = ReportRange.Filter(
                parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(region), parsed.GetValue(asOf));
            if (!filter.Is(out var wanted, out var mistake)) return surroundings.Misuse("report", mistake);
            var location = parsed.GetValue(database);
            if (!OpenedDatabase.TryOpen(surroundings, "report", location, false, out var opened, out var code))
                return code;
            return await WriteAsync(
                opened.Reports, wanted, parsed.GetRequiredValue(format), surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> WriteAsync(
        IReports reports, ReportFilter wanted, string format, Surroundings surroundings, CancellationToken cancellation)
    {
        var filter = await ReportRange.CompleteAsync(wanted, reports, surroundings.Clock, cancellation);
        if (filter is null) surroundings.Warn(wanted.AsOf is null
            ? "The database shows no hour yet." : "The database showed no hour at that moment.");
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

    private static IAsyncEnumerable<RegionHourTemperature> NoRows() => AsyncEnumerable.Empty<RegionHourTemperature>();
}
