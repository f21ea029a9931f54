using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Readings;
using Isotherm.Core.Reports;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Demo;

/// <summary>What a demo prints: the last hour, its accounting, where everything lies, and what to try next.</summary>
internal static class DemoSummary
{
    public static void Write(DemoOutcome outcome, DemoRequest request, Surroundings surroundings)
    {
        WriteLastHour(outcome, surroundings);
        if (outcome.LastRun?.Totals is { } totals) WriteAccounting(outcome, totals, surroundings);
        WritePlaces(outcome, surroundings);
        WriteNext(outcome, request, surroundings);
    }

    private static void WriteLastHour(DemoOutcome outcome, Surroundings surroundings)
    {
        var called = outcome.Played.Count(hour => hour.IsCommitted);
        var failed = outcome.Played.Count(hour => hour.Failure is not null);
        var known = outcome.Played.Count - called - failed;
        var output = surroundings.Output;
        output.WriteLine($"{Count(outcome.Played.Count)} hours played, {outcome.Played[0].Hour} to {outcome.Last}: "
            + $"{Count(called)} fetched from the simulated API, {Count(known)} there already, {Count(failed)} failed; "
            + $"{Count(outcome.Pushed)} messages pushed, repeated ones too.");
        output.WriteLine();
        var table = new TextTable(ReportText.TableColumns);
        foreach (var row in outcome.LastHour) table.Row(CsvReport.Cells(row));
        table.WriteTo(surroundings);
        output.WriteLine();
    }

    private static void WriteAccounting(DemoOutcome outcome, RunTotals totals, Surroundings surroundings)
    {
        var table = new TextTable(
            new Column($"Accounting of run {outcome.LastRun!.Key.Run}"), new Column("Readings", IsNumber: true));
        table.Row("read", Count(totals.Read));
        table.Row("= usable", Count(totals.Usable));
        foreach (var reason in RejectReasonNames.All.Where(reason => totals.Rejects[reason] > 0))
            table.Row($"+ rejected: {reason.Name()}", Count(totals.Rejects[reason]));
        table.Row("usable, in two or more rectangles", Count(totals.Ambiguous));
        table.Row("usable, outside every rectangle", Count(totals.OutsideRectangles));
        table.Row("usable, outside every polygon", Count(totals.OutsidePolygons));
        table.WriteTo(surroundings);
        surroundings.Output.WriteLine();
    }

    private static void WritePlaces(DemoOutcome outcome, Surroundings surroundings)
    {
        var output = surroundings.Output;
        output.WriteLine($"Raw objects   {Path.Combine(outcome.Folder.Bucket, "raw")}");
        output.WriteLine($"Rejects       {Path.Combine(outcome.Folder.Bucket, "rejects")}");
        output.WriteLine($"Shapes        {Path.Combine(outcome.Folder.Bucket, "shapes")}");
        output.WriteLine($"Database      {outcome.Database.Name}");
        var letters = Directory.Exists(outcome.Folder.DeadLetters)
            ? Directory.EnumerateFiles(outcome.Folder.DeadLetters, "*.json").Count()
            : 0;
        output.WriteLine($"Report        {outcome.Folder.Report} (open it in a browser)");
        output.WriteLine($"Dead letters  {outcome.Folder.DeadLetters} ({Count(letters)})");
        output.WriteLine();
    }

    private static void WriteNext(DemoOutcome outcome, DemoRequest request, Surroundings surroundings)
    {
        var database = DatabaseOption(outcome, request, surroundings);
        var output = surroundings.Output;
        output.WriteLine("Try next:");
        output.WriteLine($"  {ShellText.Program} report --region Bretagne{database}");
        output.WriteLine($"  {ShellText.Program} method polygon{database}");
        if (outcome.LastObject is { } raw) output.WriteLine($"  {ShellText.Program} aggregate {ShellText.Quoted(raw)}");
    }

    // A connection string holds a password, so it is never shown.
    private static string DatabaseOption(DemoOutcome outcome, DemoRequest request, Surroundings surroundings)
    {
        if (!request.HasOwnDatabase) return " --database \"$DATABASE\"";
        var isUsual = outcome.Folder.Path == surroundings.PathOf(DemoFolder.Usual);
        return isUsual ? "" : $" --database {ShellText.Quoted(Locations.Sqlite(outcome.Folder.Database))}";
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
