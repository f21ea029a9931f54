using Isotherm.Adapters.Tables;
using Isotherm.Adapters.Tests.Tables;
using Isotherm.Core.Failures;
using Isotherm.Core.Reports;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Reports;

/// <summary>Reports whose statements end after a limit.</summary>
public abstract class StatementLimitContract(TablesFixture tables) : TablesContract(tables)
{
    [Fact]
    public async Task A_statement_that_takes_longer_than_it_may_is_ended_and_said()
    {
        await RecordAsync(Good);
        var reports = Open(TimeSpan.FromMilliseconds(100));

        for (var i = 0; i < 3; i++)
        {
            var late = await Assert.ThrowsAsync<TransientException>(() => EndlessAsync(reports, Cancellation));
            Assert.Equal(
                "A statement took longer than the 0.1 s it may take and was ended: ask for fewer hours.", late.Message);
            Assert.False(late.NeedsPerson);
            Assert.Single(await reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Other_sessions_of_the_same_database_know_no_such_limit()
    {
        await RecordAsync(Good);
        var reports = Open(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TransientException>(() => EndlessAsync(reports, Cancellation));

        var (from, until) = (Hour("2019-02-01T00:00:00Z"), Hour("2030-01-31T00:00:00Z"));
        var missing = Tables.Reports.MissingHoursAsync(from, until, Cancellation);

        Assert.Equal(Hours(from, until) - 1, await missing.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Within_its_limit_everything_can_be_asked()
    {
        await RecordAsync(Good, Good.In("2019-02-19T15:00:00Z", "b"));
        var (limited, all) = (Open(TimeSpan.FromHours(1)), ReportFilter.Everything);

        Assert.Equal(await Tables.Reports.MethodAsync(Cancellation), await limited.MethodAsync(Cancellation));
        Assert.Equal(
            await Tables.Reports.TemperaturesAsync(all, Cancellation).ToArrayAsync(Cancellation),
            await limited.TemperaturesAsync(all, Cancellation).ToArrayAsync(Cancellation));
        Assert.Equal(
            await Tables.Reports.VersionAsync(all, Cancellation), await limited.VersionAsync(all, Cancellation));
        Assert.Equal(2, (await limited.RunsPageAsync(all, null, 5, Cancellation)).Count);
    }

    [Fact]
    public async Task Who_goes_away_ends_the_statement()
    {
        await RecordAsync(Good);
        var reports = Open(TimeSpan.FromHours(1));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var rows = reports.MissingHoursAsync(Hour("1000-01-01T00:00:00Z"), Hour("9999-12-31T00:00:00Z"), gone.Token);
        gone.CancelAfter(TimeSpan.FromMilliseconds(50));

        var ended = await Record.ExceptionAsync(() => rows.CountAsync(Cancellation).AsTask());

        Assert.True(ended is OperationCanceledException or TransientException, $"{ended}");
        Assert.True(gone.IsCancellationRequested);
        Assert.Single(await reports.ShownAsync(ReportFilter.Everything, Cancellation).ToArrayAsync(Cancellation));
    }

    /// <summary>Nine thousand years of missing hours, made one by one: longer than anyone waits.</summary>
    private static Task<int> EndlessAsync(IReports reports, CancellationToken cancellation) => reports
        .MissingHoursAsync(Hour("1000-01-01T00:00:00Z"), Hour("9999-12-31T00:00:00Z"), cancellation)
        .CountAsync(cancellation).AsTask();

    private static int Hours(Core.Runs.Hour from, Core.Runs.Hour until) =>
        (int)(until.Start - from.Start).TotalHours + 1;

    private IReports Open(TimeSpan limit)
    {
        var reports = Databases.OpenReports(Tables.Location, limit, tokens: null, Tables.Clock, out var refusal);
        Assert.Null(refusal);
        return reports!;
    }
}
