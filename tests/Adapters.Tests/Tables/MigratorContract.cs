using Isotherm.Adapters.Tables;
using Isotherm.Core.Failures;
using Isotherm.Testing.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>The schema, there and back. Every test has a database of its own, migrated when it begins.</summary>
public abstract class MigratorContract(TablesFixture tables) : IAsyncLifetime
{
    private const int Migrations = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Migrator Migrator => tables.Database.Migrator;

    public async ValueTask InitializeAsync()
    {
        tables.RequireServer();
        await tables.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await tables.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        Assert.Empty(await Migrator.UpAsync(Cancellation));

        var status = await Migrator.StatusAsync(Cancellation);
        Assert.Equal(Enumerable.Range(1, Migrations), status.Select(migration => migration.Version));
        Assert.All(status, migration => Assert.Equal(MigrationState.Applied, migration.State));
        Assert.Equal("region_temperature", status[0].Name);
        Assert.Equal(tables.Clock.GetUtcNow(), status[0].AppliedAt);
    }

    [Fact]
    public async Task The_table_of_the_brief_has_exactly_its_four_columns_and_there_are_13_regions()
    {
        await tables.ExecuteAsync("INSERT INTO region_temperature VALUES ('2019-02-19 14:00:00', 'Corse', 1.5, 2)");

        Assert.Equal(
            ["2019-02-19 14:00:00|Corse|1.500000|2"],
            await tables.QueryAsync("SELECT hour, region, temperature, numberOfPoints FROM region_temperature"));
        Assert.Equal(
            ["2019-02-19 14:00:00|Corse|1.500000|2"], await tables.QueryAsync("SELECT * FROM region_temperature"));
        Assert.Equal(
            Core.Regions.Region.All.Select(region => $"{region.Code}|{region.Name}"),
            await tables.QueryAsync("SELECT code, name FROM regions ORDER BY code"));
    }

    [Fact]
    public async Task The_way_back_stops_where_it_is_told_and_the_way_up_repeats_what_was_taken_back()
    {
        var back = await Migrator.DownAsync(1, Cancellation);
        Assert.Equal([8, 7, 6, 5, 4, 3, 2], back.Select(migration => migration.Version));
        Assert.Equal(
            [MigrationState.Applied, .. Enumerable.Repeat(MigrationState.Pending, Migrations - 1)],
            (await Migrator.StatusAsync(Cancellation)).Select(migration => migration.State));
        Assert.Empty(await tables.ShownAsync());
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tables.QueryAsync("SELECT * FROM runs"));

        Assert.Equal(
            [2, 3, 4, 5, 6, 7, 8], (await Migrator.UpAsync(Cancellation)).Select(migration => migration.Version));
        Assert.Equal(
            Enumerable.Range(1, Migrations).Reverse(),
            (await Migrator.DownAsync(0, Cancellation)).Select(migration => migration.Version));
        Assert.Empty(await Migrator.DownAsync(0, Cancellation));
        Assert.Equal(Migrations, (await Migrator.UpAsync(Cancellation)).Count);
        Assert.Equal(["13"], await tables.QueryAsync("SELECT COUNT(*) FROM regions"));
    }

    [Fact]
    public async Task There_is_no_version_below_0() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Migrator.DownAsync(-1, Cancellation));

    [Fact]
    public async Task Several_that_start_at_once_apply_each_migration_once()
    {
        await Migrator.DownAsync(0, Cancellation);

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Databases.Open(tables.Location, tables.Clock, out var _)!.Migrator.UpAsync(Cancellation),
            Cancellation)));

        Assert.Equal(
            Enumerable.Range(1, Migrations),
            applied.SelectMany(some => some).Select(migration => migration.Version).Order());
    }

    [Fact]
    public async Task A_file_that_was_changed_after_it_was_applied_is_refused()
    {
        await tables.ExecuteAsync($"UPDATE schema_migrations SET checksum = '{new string('0', 64)}' WHERE version = 2");

        var refused = await Assert.ThrowsAsync<PoisonException>(() => Migrator.UpAsync(Cancellation));

        Assert.Contains("Migration 2 (runs) was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(MigrationState.Changed, (await Migrator.StatusAsync(Cancellation))[1].State);
    }

    [Fact]
    public async Task A_migration_that_was_cut_short_is_resumed_and_keeps_what_is_there()
    {
        await tables.Database.MethodSwitch.SwitchAsync(Core.Regions.Method.Polygon, null, Cancellation);
        await tables.ExecuteAsync("UPDATE schema_migrations SET complete = 0 WHERE version = 3");
        await tables.ExecuteAsync("DROP TABLE hour_history_values");
        Assert.Equal(MigrationState.HalfApplied, (await Migrator.StatusAsync(Cancellation))[2].State);

        Assert.Equal([3], (await Migrator.UpAsync(Cancellation)).Select(migration => migration.Version));

        Assert.Empty(await tables.QueryAsync("SELECT * FROM hour_history_values"));
        Assert.Equal(Core.Regions.Method.Polygon, await tables.Reports.MethodAsync(Cancellation));
    }

    [Fact]
    public async Task A_way_back_that_was_cut_short_is_resumed()
    {
        await tables.ExecuteAsync("UPDATE schema_migrations SET complete = 0 WHERE version = 3");
        await tables.ExecuteAsync("DROP TABLE hours");

        Assert.Equal(
            [8, 7, 6, 5, 4, 3], (await Migrator.DownAsync(2, Cancellation)).Select(migration => migration.Version));

        Assert.Equal(["1", "2"], await tables.QueryAsync("SELECT version FROM schema_migrations ORDER BY version"));
    }

    [Fact]
    public async Task A_migration_that_fails_says_so_and_goes_on_when_the_cause_is_gone()
    {
        await Migrator.DownAsync(0, Cancellation);
        await tables.ExecuteAsync("CREATE TABLE regions (something INTEGER)");

        var failed = await Assert.ThrowsAsync<TransientException>(() => Migrator.UpAsync(Cancellation));
        Assert.Contains("The migration failed", failed.Message, StringComparison.Ordinal);

        await tables.ExecuteAsync("DROP TABLE regions");
        await Migrator.UpAsync(Cancellation);
        await tables.Recorder.RecordPartAsync(PartEntries.Good, Cancellation);
        Assert.Single(await tables.ShownAsync());
    }

    [Fact]
    public async Task Old_code_runs_on_a_later_schema_but_does_not_know_the_way_back()
    {
        await tables.ExecuteAsync(
            "INSERT INTO schema_migrations VALUES (9, 'later', 'x', 1, '2019-02-19 14:00:00.000000')");

        Assert.Empty(await Migrator.UpAsync(Cancellation));
        Assert.Equal(MigrationState.Unknown, (await Migrator.StatusAsync(Cancellation))[8].State);
        var refused = await Assert.ThrowsAsync<PoisonException>(() => Migrator.DownAsync(2, Cancellation));
        Assert.Contains("Migration 9 (later)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_migrations_the_work_waits_and_says_what_to_do()
    {
        await Migrator.DownAsync(0, Cancellation);

        var failed = await Assert.ThrowsAsync<TransientException>(
            () => tables.Recorder.RecordPartAsync(PartEntries.Good, Cancellation));

        Assert.Contains("isotherm migrate", failed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TransientException>(() => tables.Reports.MethodAsync(Cancellation));
    }
}
