using System.CommandLine;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Aggregations;

/// <summary><c>isotherm aggregations show</c>: what one aggregation shows.</summary>
internal static class AggregationsShow
{
    private const string InUse = "shown";

    private const string Details = """
        The rows of an aggregation for the hours from --from to --to, both included; without both it is the last 24
        hours that the database shows. --region is an INSEE code or a name. Aggregations with regions are kept by both
        methods: --method says which, and else it is the one that region_temperature shows.

        event-time is told by event hour: of the readings taken in an hour, whenever they were imported, number and
        mean, beside those of the readings imported in that hour, and the difference of the means.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "As isotherm aggregations shows it." };
        var (from, to) = (OperationPlaces.FromOption(), OperationPlaces.ToOption());
        var region = new Option<string?>("--region") { Description = "One region only.", HelpName = "CODE|NAME" };
        var method = ChoiceOption.Create(
            "--method",
            "The method of regions.",
            [InUse, Method.Rectangle.Name(), Method.Polygon.Name()]);
        var (database, format) = (Locations.DatabaseOption(), ChoiceOption.Format("table", "json", "csv"));
        var command = new ExampleCommand(
            "show",
            "Show what an aggregation shows, hour by hour.",
            Details,
            "isotherm aggregations show statistics --from 2019-02-19 --to 2019-02-19T12",
            "isotherm aggregations show grid --from 2019-02-19T14 --to 2019-02-19T14 --format csv",
            "isotherm aggregations show event-time --region Bretagne --format json")
        {
            name, from, to, region, method, database, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            const string Command = "aggregations show";
            var named = parsed.GetRequiredValue(name);
            if (RegisteredAggregations.Find(named) is not { } aggregation)
                return surroundings.Misuse(Command, AggregationsCommand.NoSuch(named));
            var filter = ReportRange.Filter(
                parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(region), asOf: null);
            if (!filter.Is(out var wanted, out var mistake)) return surroundings.Misuse(Command, mistake);
            if (wanted.Region is not null && ColumnOf(aggregation, "region") < 0)
                return surroundings.Misuse(Command, $"{named} has no regions: leave --region out.");
            if (!OpenedDatabase.TryOpen(
                surroundings, Command, parsed.GetValue(database), false, out var opened, out var code)) return code;
            var form = parsed.GetRequiredValue(format);
            return await WriteAsync(
                aggregation, wanted, parsed.GetRequiredValue(method), opened, form, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> WriteAsync(
        Aggregation aggregation,
        ReportFilter wanted,
        string method,
        Database database,
        string format,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        var hours = await ReportRange.CompleteAsync(wanted, database.Reports, cancellation);
        if (hours is null) surroundings.Warn("The database shows no hour yet.");
        var rows = hours is null ? [] : await ReadAsync(aggregation, hours, method, database, cancellation);
        ListColumn[] columns =
        [
            new("hour", "Hour"),
            .. aggregation.Report.Columns.Select(column => new ListColumn(
                column.Name, column.Name, column.Type is KeptType.Whole or KeptType.Number or KeptType.Exact)),
        ];
        ListOutput.Write(columns, rows, format, surroundings);
        if (hours is not null && rows.Count == 0)
            surroundings.Warn($"{aggregation.Name} shows nothing in this range: see isotherm aggregations.");
        return ExitCode.Success;
    }

    private static async Task<List<string?[]>> ReadAsync(
        Aggregation aggregation,
        ReportFilter hours,
        string method,
        Database database,
        CancellationToken cancellation)
    {
        var report = aggregation.Report;
        var shown = method == InUse ? (await database.Reports.MethodAsync(cancellation)).Name() : method;
        var around = hours with
        {
            From = hours.From?.Plus(-report.HoursAround),
            To = hours.To?.Plus(report.HoursAround),
        };
        var kept = await database.Aggregations.ShownAsync(aggregation, around, cancellation);
        var (methods, regions) = (ColumnOf(aggregation, "method"), ColumnOf(aggregation, "region"));
        var rows = report.Rows(kept.Where(one =>
            (methods < 0 || one.Row[methods].Text == shown)
            && (hours.Region is null || one.Row[regions].Text == hours.Region.Name)));
        return
        [
            .. rows.Where(one => IsWanted(one.Hour, hours)).Select(one => (string?[])
            [
                one.Hour.ToString(), .. one.Row.Values.Select(value => value.ToString()).Select(NullWhenEmpty),
            ]),
        ];
    }

    private static bool IsWanted(Hour hour, ReportFilter hours) =>
        (hours.From is not { } first || hour >= first) && (hours.To is not { } last || hour <= last);

    private static string? NullWhenEmpty(string text) => text.Length == 0 ? null : text;

    private static int ColumnOf(Aggregation aggregation, string name) =>
        aggregation.Shown.Columns.ToList().FindIndex(column => column.Name == name);
}
