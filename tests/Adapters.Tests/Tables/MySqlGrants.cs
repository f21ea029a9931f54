using Isotherm.Adapters.Tables;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Testing.Tables;
using MySqlConnector;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>The roles of sql/grants.sql: what they may, and what they may not.</summary>
public sealed class MySqlGrants(MySqlFixture tables) : TablesContract(tables), IClassFixture<MySqlFixture>
{
    private readonly MySqlFixture _mysql = tables;

    [Fact]
    public async Task The_writer_does_all_the_work_and_nothing_else()
    {
        await using var user = await UserAsync("writer");

        await user.Database.Recorder.RecordFailureAsync(Failure(Good.Key), Cancellation);
        await user.Database.Recorder.RecordPartAsync(Good.Part(0, 2), Cancellation);
        await user.Database.Recorder.RecordPartAsync(Good.Part(1, 2), Cancellation);
        await user.Database.Recorder.RecordPartAsync(Good.Part(1, 2), Cancellation);
        await user.Database.Recorder.RecordPartAsync(Good.In("2019-02-19T14:00:00Z", "b", 10), Cancellation);
        await user.Database.Recorder.RecordPartAsync(
            Good.In("2019-02-19T14:00:00Z", "c", 11).Aggregated(RegisteredAggregations.All), Cancellation);
        await user.Database.Recorder.RecordPartAsync(
            Good.In("2019-02-19T14:00:00Z", "d", 12).Aggregated(RegisteredAggregations.All), Cancellation);
        Assert.Equal(
            1, (await user.Database.MethodSwitch.SwitchAsync(Method.Polygon, null, Cancellation)).Hours);
        Assert.Equal(
            2, await user.Database.Reports.ShownAsync(ReportFilter.Everything, Cancellation).CountAsync(Cancellation));

        foreach (var table in await TablesAsync())
        {
            if (!Shown.Contains(table)) await user.RefusesAsync($"DELETE FROM {table}");
            await user.RefusesAsync($"DROP TABLE {table}");
            await user.RefusesAsync($"ALTER TABLE {table} ADD COLUMN more INT");
            await user.RefusesAsync($"TRUNCATE TABLE {table}");
        }

        await user.RefusesAsync("CREATE TABLE more (a INT)");
        await user.RefusesAsync("UPDATE region_sums SET points = 1");
        await user.RefusesAsync("UPDATE hour_history_values SET temperature = 1");
        await user.RefusesAsync("INSERT INTO regions VALUES ('00', 'Nowhere')");
        await user.RefusesAsync("INSERT INTO schema_migrations VALUES (9, 'x', 'x', 1, 'x')");
    }

    [Fact]
    public async Task The_reporter_reads_everything_and_writes_nothing()
    {
        await RecordAsync(Good);
        await using var user = await UserAsync("reporter");

        Assert.Equal(Method.Rectangle, await user.Database.Reports.MethodAsync(Cancellation));
        var all = ReportFilter.Everything;
        Assert.Equal(13, await user.Database.Reports.TemperaturesAsync(all, Cancellation).CountAsync(Cancellation));
        Assert.Equal(1, await user.Database.Reports.RunsAsync(all, Cancellation).CountAsync(Cancellation));
        foreach (var table in await TablesAsync())
        {
            await user.RefusesAsync($"DELETE FROM {table}");
            await user.RefusesAsync($"INSERT INTO {table} SELECT * FROM {table}");
            await user.RefusesAsync($"DROP TABLE {table}");
        }

        await user.RefusesAsync("UPDATE settings SET value = 'polygon'");
        await Assert.ThrowsAsync<TransientException>(
            () => user.Database.Recorder.RecordPartAsync(Good.In("2019-02-19T15:00:00Z", "a"), Cancellation));
    }

    /// <summary>What is shown is replaced, so its rows may be deleted.</summary>
    private static IEnumerable<string> Shown =>
        ["region_temperature", .. RegisteredAggregations.All.Select(one => one.Shown.Name)];

    private Task<string[]> TablesAsync() => Tables.QueryAsync(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1");

    private async Task<RoleUser> UserAsync(string role) =>
        new(_mysql, await MySqlRoleUser.CreateAsync(_mysql, role));

    private sealed class RoleUser(MySqlFixture mysql, MySqlRoleUser user) : IAsyncDisposable
    {
        public Database Database => Databases.Open(user.Location, mysql.Clock, out _)!;

        public async Task RefusesAsync(string sql)
        {
            await using var connection = new MySqlConnection(user.Location);
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var refused = await Assert.ThrowsAsync<MySqlException>(() => command.ExecuteNonQueryAsync(Cancellation));
            Assert.True(
                refused.ErrorCode is MySqlErrorCode.TableAccessDenied or MySqlErrorCode.DatabaseAccessDenied,
                $"{sql}: {refused.Message}");
        }

        public ValueTask DisposeAsync() => user.DisposeAsync();
    }
}
