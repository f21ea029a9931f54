using System.CommandLine;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Aggregates.Aggregations;

namespace Isotherm.Cli.Aggregations;

/// <summary><c>isotherm aggregations</c>: what is computed beside the means.</summary>
internal static class AggregationsCommand
{
    private const string Details = """
        Every aggregation of this program: what it keeps, and how many runs and parts of the database it lacks, because
        they were aggregated before it was deployed. isotherm replay --aggregation NAME brings them.
          show NAME    what it shows, hour by hour
        """;

    private static readonly ListColumn[] Columns =
    [
        new("name", "Name"), new("version", "Version", IsNumber: true), new("keeps", "Keeps", Folds: true),
        new("table", "Table"), new("runsLacking", "Runs lacking", IsNumber: true),
        new("partsLacking", "Parts lacking", IsNumber: true),
    ];

    public static Command Create(Surroundings surroundings)
    {
        var (database, format) = (Locations.DatabaseOption(), ChoiceOption.Format("table", "json", "csv"));
        var command = new ExampleCommand(
            "aggregations",
            "Show what is computed beside the means, and what lacks it.",
            Details,
            "isotherm aggregations",
            "isotherm aggregations show statistics --from 2019-02-19 --region Bretagne")
        {
            database, format, AggregationsShow.Create(surroundings),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!OpenedDatabase.TryOpen(
                surroundings, "aggregations", parsed.GetValue(database), false, out var opened, out var code))
                return code;
            var rows = new List<string?[]>();
            foreach (var aggregation in RegisteredAggregations.All)
                rows.Add(await RowAsync(aggregation, opened, cancellation));
            ListOutput.Write(Columns, rows, parsed.GetRequiredValue(format), surroundings);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>What to say of a name that is none.</summary>
    public static string NoSuch(string name) =>
        $"There is no aggregation '{name}': use one of {RegisteredAggregations.Names}.";

    private static async Task<string?[]> RowAsync(
        Aggregation aggregation, Database database, CancellationToken cancellation)
    {
        var lacking = await database.Aggregations.LackingAsync(aggregation, cancellation);
        return
        [
            aggregation.Name,
            Text(aggregation.Version),
            aggregation.Keeps,
            aggregation.Shown.Name,
            Text(lacking.Count),
            Text(lacking.Sum(run => run.Parts)),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
