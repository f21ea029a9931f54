using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>
/// The statements of the report over ten years of hours, as a user who may only read: what MySQL says that it does for
/// them, and that they are right.
/// </summary>
public sealed class MySqlReportPlans(MySqlReportPlans.Filled tables) : IClassFixture<MySqlReportPlans.Filled>
{
    /// <summary>Tables that a statement may read whole, as it may what it made itself.</summary>
    private static readonly string[] Small = ["regions", "settings"];

    private static readonly RunKey Key = PartEntries.Key("2015-06-20T00:00:00Z", "scheduled");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ReportFilter Month => TenYears.Month;

    [Fact]
    public async Task An_index_serves_every_statement_between_bounds()
    {
        tables.Mysql.RequireServer();
        using var statements = new HeardStatements();
        ReportFilter[] filters =
        [
            Month,
            Month with { Region = Region.Find("53") },
            Month with { AsOf = TenYears.Moment },
            Month with { AsOf = TenYears.Moment, Region = Region.Find("53") },
            Month with { From = null },
            Month with { To = null },
        ];
        foreach (var filter in filters) await AskAllAsync(filter);

        Assert.InRange(statements.Heard.Count, 20, 60);
        var faults = new List<string>();
        foreach (var statement in statements.Heard)
        {
            var plan = await ExplainAsync(statement);
            if (plan.Any(step => step.Type is "ALL" or "index" && !IsSmall(step)))
                faults.Add($"{string.Join("\n", plan)}\n  is the plan of\n{statement}");
        }

        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public async Task A_month_by_the_method_that_is_shown_is_the_table_now_and_at_a_moment()
    {
        tables.Mysql.RequireServer();
        foreach (var filter in new[] { Month, Month with { AsOf = TenYears.Moment } })
        {
            var shown = await tables.Reports.ShownAsync(filter, Cancellation).ToArrayAsync(Cancellation);
            var made = await tables.Reports.ByMethodAsync(Method.Rectangle, filter, Cancellation)
                .ToArrayAsync(Cancellation);
            var other = await tables.Reports.ByMethodAsync(Method.Polygon, filter, Cancellation)
                .ToArrayAsync(Cancellation);

            Assert.True(shown.Length > 14 * 24 * 13);
            Assert.Equal(shown, made);
            Assert.Equal(shown.Select(row => row with { Temperature = row.Temperature + 0.25m }), other);
        }
    }

    [Fact]
    public async Task The_ends_of_ten_years_are_those_of_the_table_and_those_of_a_moment_are_that_moment()
    {
        tables.Mysql.RequireServer();
        var (first, last) = (PartEntries.Hour("2010-01-01T00:00:00Z"), PartEntries.Hour("2020-01-01T11:00:00Z"));

        Assert.Equal(new ShownSpan(first, last), await tables.Reports.SpanAsync(null, Cancellation));
        Assert.Equal(
            new ShownSpan(first, Hour.Containing(TenYears.Moment).Plus(-1)),
            await tables.Reports.SpanAsync(TenYears.Moment, Cancellation));
    }

    private static bool IsSmall(Step step) =>
        step.Table.Length == 0 || step.Table.StartsWith('<') || step.Extra == "Recursive"
        || Small.Contains(step.Table, StringComparer.Ordinal);

    /// <summary>Every question that there is, of these hours.</summary>
    private async Task AskAllAsync(ReportFilter filter)
    {
        var reports = tables.Reports;
        await reports.MethodAsync(Cancellation);
        await reports.TemperaturesAsync(filter, Cancellation).CountAsync(Cancellation);
        await reports.ShownAsync(filter, Cancellation).CountAsync(Cancellation);
        await reports.SpanAsync(filter.AsOf, Cancellation);
        await reports.VersionAsync(filter, Cancellation);
        await reports.RunsPageAsync(filter, null, 50, Cancellation);
        await reports.RunsPageAsync(filter, Key, 50, Cancellation);
        if (filter is { From: { } from, To: { } to })
        {
            await reports.ByMethodAsync(Method.Polygon, filter, Cancellation).CountAsync(Cancellation);
            await reports.MissingHoursAsync(from, to, Cancellation).CountAsync(Cancellation);
            await reports.RunsAsync(filter, Cancellation).CountAsync(Cancellation);
            await reports.EvaluationsAsync(filter, Cancellation).CountAsync(Cancellation);
            await reports.SumsAsync(filter, Cancellation).CountAsync(Cancellation);
        }
    }

    private async Task<Step[]> ExplainAsync(string statement)
    {
        await using var connection = new MySqlConnection(tables.Location);
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN FORMAT=TRADITIONAL " + statement;
        var values = new Dictionary<string, object?>
        {
            ["@from"] = "2015-06-01 00:00:00",
            ["@to"] = "2015-06-30 23:00:00",
            ["@end"] = "2015-07-01 00:00:00",
            ["@until"] = "2015-06-30 23:00:00",
            ["@known_at"] = "2015-06-15 12:00:00.000000",
            ["@region"] = statement.Contains("s.region = @region", StringComparison.Ordinal) ? "53" : "Bretagne",
            ["@method"] = "polygon",
            ["@slot"] = "2015-06-20 00:00:00",
            ["@run"] = "scheduled",
            ["@count"] = 50,
        };
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var steps = new List<Step>();
        while (await row.ReadAsync(Cancellation))
        {
            string Cell(string column) =>
                Convert.ToString(row.GetValue(row.GetOrdinal(column)), CultureInfo.InvariantCulture)!;
            steps.Add(new Step(Cell("table"), Cell("type"), Cell("key"), Cell("rows"), Cell("Extra")));
        }

        return [.. steps];
    }

    private sealed record Step(string Table, string Type, string Key, string Rows, string Extra);

    /// <summary>The statements that the driver of MySQL runs in this process, once each.</summary>
    private sealed class HeardStatements : IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> _heard = [];
        private readonly ActivityListener _listener;
        private readonly Activity _here = new Activity("plans").Start();

        public HeardStatements()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "MySqlConnector",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = Note,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyCollection<string> Heard => [.. _heard.Keys];

        public void Dispose()
        {
            _listener.Dispose();
            _here.Dispose();
        }

        /// <summary>Other tests in this process have other statements: only those below this one's span.</summary>
        private void Note(Activity span)
        {
            if (span.TraceId == _here.TraceId && span.GetTagItem("db.statement") is string sql && IsQuestion(sql))
                _heard[sql] = true;
        }

        private static bool IsQuestion(string sql) =>
            sql.StartsWith("SELECT", StringComparison.Ordinal) || sql.Contains("WITH ", StringComparison.Ordinal);
    }

    /// <summary>A database with ten years of hours, and reports of it as the reporter.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        private MySqlRoleUser? _user;
        private IReports? _reports;

        public MySqlFixture Mysql { get; } = new();

        public string Location => _user!.Location;

        public IReports Reports => _reports!;

        public async ValueTask InitializeAsync()
        {
            await Mysql.InitializeAsync();
            if (Mysql.Location.Length == 0) return;
            await using var connection = await Mysql.ConnectAsync();
            await TenYears.FillAsync(connection, TestContext.Current.CancellationToken);
            _user = await MySqlRoleUser.CreateAsync(Mysql, "reporter");
            _reports = Databases.OpenReports(
                _user.Location, TimeSpan.FromMinutes(5), tokens: null, Mysql.Clock, out var refusal);
            Assert.Null(refusal);
        }

        public async ValueTask DisposeAsync()
        {
            if (_user is not null) await _user.DisposeAsync();
            await Mysql.DisposeAsync();
        }
    }
}
