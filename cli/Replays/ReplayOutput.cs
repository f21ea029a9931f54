using System.Globalization;
using System.Text.Json;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>Writes what a replay found and did.</summary>
internal static class ReplayOutput
{
    /// <summary>What a person may still scroll through in a frame.</summary>
    private const int LongestFramed = 2_000;

    private static readonly Column[] Columns =
    [
        new("Hour"), new("Region"), new("Before", IsNumber: true), new("Points", IsNumber: true),
        new("After", IsNumber: true), new("Points", IsNumber: true), new("Why", Folds: true),
    ];

    /// <summary>The exit code: 3 when something needs a person.</summary>
    public static int Write(ReplayOutcome outcome, string format, Surroundings surroundings)
    {
        if (format == "json") WriteJson(outcome, surroundings.Output);
        else if (format == "csv") WriteCsv(outcome, surroundings.Output);
        else WriteTable(outcome, surroundings);
        foreach (var problem in outcome.Problems) surroundings.Warn(problem);
        return outcome.Problems.Count == 0 ? ExitCode.Success : ExitCode.Attention;
    }

    private static void WriteTable(ReplayOutcome outcome, Surroundings surroundings)
    {
        if (outcome.Changes is { Count: > 0 } changes)
        {
            var table = new TextTable(Columns);
            foreach (var change in changes) table.Row(Cells(change));
            var isLong = changes.Count > LongestFramed;
            table.WriteTo(isLong ? surroundings with { IsOutputTerminal = false } : surroundings);
        }

        surroundings.Output.WriteLine(Summary(outcome));
    }

    private static string Summary(ReplayOutcome outcome)
    {
        var hours = outcome.Changes?.Select(change => change.Hour).Distinct().Count();
        var effect = outcome.Changes is null ? ""
            : outcome.Changes.Count == 0 ? " No value changes."
            : $" {Text(outcome.Changes.Count)} values of {Text(hours!.Value)} hours change.";
        var earlier = outcome.EarlierRuns == 0 ? ""
            : $" {Text(outcome.EarlierMessages)} messages of {Text(outcome.EarlierRuns)} runs had been before.";
        return outcome.Done is { } done
            ? $"{Text(outcome.MessagesNow)} messages of {Text(outcome.RunsNow)} runs were published again to "
                + $"{Printable.OneLine(done.Destination)}.{earlier}{effect}"
            : $"{Text(outcome.Messages)} messages of {Text(outcome.Runs)} runs would be published again; nothing was."
                + effect;
    }

    private static void WriteCsv(ReplayOutcome outcome, TextWriter output)
    {
        using var csv = CsvOutput.Open(output);
        csv.WriteRow("Hour", "Region", "Before", "PointsBefore", "After", "PointsAfter", "Why");
        foreach (var change in outcome.Changes ?? []) csv.WriteRow(Cells(change));
    }

    private static void WriteJson(ReplayOutcome outcome, TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteNumber("runs", outcome.Runs);
        json.WriteNumber("messages", outcome.Messages);
        json.WriteNumber("published", outcome.MessagesNow);
        json.WriteNumber("publishedBefore", outcome.EarlierMessages);
        json.WriteString("replay", outcome.Done?.Id);
        json.WriteStartArray("problems");
        foreach (var problem in outcome.Problems) json.WriteStringValue(problem);
        json.WriteEndArray();
        if (outcome.Changes is not { } changes) return;
        json.WriteStartArray("changes");
        foreach (var change in changes) WriteJson(change, json);
        json.WriteEndArray();
    });

    private static void WriteJson(HourChange change, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("hour", change.Hour.ToString());
        json.WriteString("region", change.Region);
        json.WriteString("before", TemperatureText.Of(change.Before?.Temperature));
        json.WriteNumber("pointsBefore", change.Before?.NumberOfPoints ?? 0);
        json.WriteString("after", TemperatureText.Of(change.After?.Temperature));
        json.WriteNumber("pointsAfter", change.After?.NumberOfPoints ?? 0);
        json.WriteString("why", change.Why);
        json.WriteEndObject();
    }

    private static string[] Cells(HourChange change) =>
    [
        change.Hour.ToString(),
        change.Region,
        TemperatureText.Of(change.Before?.Temperature) ?? "",
        Points(change.Before),
        TemperatureText.Of(change.After?.Temperature) ?? "",
        Points(change.After),
        change.Why,
    ];

    private static string Points(RegionTemperature? row) => row is null ? "" : Text(row.NumberOfPoints);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
