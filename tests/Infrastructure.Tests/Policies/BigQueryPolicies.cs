using System.Text.RegularExpressions;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>External tables read what is exported, and views read tables that are there.</summary>
internal static partial class BigQueryPolicies
{
    /// <summary>Nothing is lost with one, as the last rule here shows.</summary>
    public const string Table = "google_bigquery_table";

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("A view of BigQuery reads only tables and views of its own dataset", [Table], Unknown)
            .BrokenBy("a name without a dataset", plan =>
                View(plan).Set("view.0.query", "SELECT run FROM isotherm.readings"))
            .BrokenBy("a table that is not made", plan =>
                View(plan).Set("view.0.query", "SELECT run FROM `my-project`.isotherm.runs")),

        new Policy("A table of BigQuery holds nothing itself", [Table], plan =>
            from table in plan.Of(Table)
            where !table.IsSet("view") && !table.IsSet("external_data_configuration")
            select $"{table.Address} would hold readings that are nowhere else.")
            .BrokenBy("one of its own", plan => View(plan).Set("view", new System.Text.Json.Nodes.JsonArray())),
    ];

    private static IEnumerable<string> Unknown(Plan plan)
    {
        var known = plan.Of(Table).Select(table => $"{table.Text("dataset_id")}.{table.Text("table_id")}").ToHashSet();
        foreach (var view in plan.Of(Table).Where(table => table.IsSet("view")))
        {
            var statement = Comment().Replace(view.Text("view.0.query")!, "");
            foreach (Match name in Read().Matches(statement))
            {
                var (project, table) = (name.Groups["project"].Value, name.Groups["table"].Value);
                if (project.Length > 0 ? project != plan.Project || !known.Contains(table) : table.Contains('.'))
                    yield return $"{view.Address} reads {name.Value}.";
            }
        }
    }

    private static PlannedResource View(Plan plan) => plan.At("google_bigquery_table.judging[\"judged_readings\"]");

    [GeneratedRegex(@"\b(FROM|JOIN)\s+(`(?<project>[a-z0-9-]+)`\.)?(?<table>[a-z0-9_]+(\.[a-z0-9_]+)?)")]
    private static partial Regex Read();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
