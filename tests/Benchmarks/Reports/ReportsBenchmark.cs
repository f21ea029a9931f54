using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Benchmarks.Reports;

/// <summary>The questions of the report to ten years of hours in the MySQL server of the tests.</summary>
internal static class ReportsBenchmark
{
    private const int WarmUps = 5;

    private static readonly ReportFilter Day =
        TenYears.Month with { To = TenYears.Month.From!.Value.Plus(23) };

    private static readonly (string What, Func<IReports, Task<int>> AskAsync)[] Questions =
    [
        ("first and last hour", async reports => await reports.SpanAsync(null, default) is null ? 0 : 1),
        ("first and last hour of a moment five years ago",
            async reports => await reports.SpanAsync(TenYears.Moment, default) is null ? 0 : 1),
        ("version of a day", async reports => await VersionAsync(reports, Day)),
        ("version of a month", async reports => await VersionAsync(reports, TenYears.Month)),
        ("version of all hours", async reports => await VersionAsync(reports, ReportFilter.Everything)),
        ("version of a month at a moment",
            async reports => await VersionAsync(reports, TenYears.Month with { AsOf = TenYears.Moment })),
        ("a day, dense", async reports => await reports.TemperaturesAsync(Day, default).CountAsync()),
        ("a month, dense", async reports => await reports.TemperaturesAsync(TenYears.Month, default).CountAsync()),
        ("a month, as shown", async reports => await reports.ShownAsync(TenYears.Month, default).CountAsync()),
        ("a month, as shown at a moment", async reports => await reports.ShownAsync(
            TenYears.Month with { AsOf = TenYears.Moment }, default).CountAsync()),
        ("a day by the other method", async reports => await ByMethodAsync(reports, Day)),
        ("a month by the other method", async reports => await ByMethodAsync(reports, TenYears.Month)),
        ("a month by the other method at a moment",
            async reports => await ByMethodAsync(reports, TenYears.Month with { AsOf = TenYears.Moment })),
        ("50 runs, the latest", async reports => await PageAsync(reports, ReportFilter.Everything, null)),
        ("50 runs, in the middle", async reports => await PageAsync(reports, ReportFilter.Everything, "2015-06-20")),
        ("missing hours of a month", async reports => await reports.MissingHoursAsync(
            TenYears.Month.From, TenYears.Month.To, default).CountAsync()),
    ];

    /// <summary>False without a server.</summary>
    public static async Task<bool> RunAsync(int rounds, TextWriter output)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestMySql.Variable)))
        {
            await output.WriteLineAsync(
                $"{TestMySql.Variable} names no MySQL server: start one by 'bash tests/mysql.sh start'.");
            return false;
        }

        await using var mysql = await TestMySql.CreateAsync();
        var database = Databases.Open(mysql.ConnectionString, TimeProvider.System, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        await database.Migrator.UpAsync(default);
        await using (var connection = new MySqlConnection(mysql.ConnectionString))
        {
            await connection.OpenAsync();
            await TenYears.FillAsync(connection, default);
        }

        var reports = Databases.OpenReports(
            mysql.ConnectionString, TimeSpan.FromMinutes(1), tokens: null, TimeProvider.System, out _)!;
        await output.WriteLineAsync("| question | rows | ms, median (least) |\n|---|---:|---:|");
        foreach (var (what, askAsync) in Questions) await AskAsync(what, askAsync, reports, rounds, output);
        await output.WriteLineAsync($"\n{await Machine.DescribeAsync()} at the end; medians of {rounds}.");
        return true;
    }

    private static async Task AskAsync(
        string what, Func<IReports, Task<int>> askAsync, IReports reports, int rounds, TextWriter output)
    {
        var (rows, times) = (0, new List<double>());
        for (var round = 1 - WarmUps; round <= rounds; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            rows = await askAsync(reports);
            if (round > 0) times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {rows:#,0} | {Median.Of(times):0.0} ({times.Min():0.0}) |"));
    }

    private static async Task<int> VersionAsync(IReports reports, ReportFilter filter) =>
        (await reports.VersionAsync(filter, default)).Length > 1 ? 1 : 0;

    private static async Task<int> ByMethodAsync(IReports reports, ReportFilter filter) =>
        await reports.ByMethodAsync(Method.Polygon, filter, default).CountAsync();

    private static async Task<int> PageAsync(IReports reports, ReportFilter filter, string? day) =>
        (await reports.RunsPageAsync(
            filter, day is null ? null : PartEntries.Key($"{day}T00:00:00Z", "scheduled"), 50, default)).Count;
}
