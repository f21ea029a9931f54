using System.Data.Common;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Failures;
using Isotherm.Core.Tables;
using Isotherm.Testing;
using Isotherm.Testing.Tables;
using MySqlConnector;
using static Isotherm.Testing.Tables.PartEntries;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>MySQL that breaks under the work: cut connections, killed ones, deadlocks, no server.</summary>
public sealed class MySqlBroken(MySqlFixture tables) : TablesContract(tables), IClassFixture<MySqlFixture>
{
    private const string Commit = "commit";
    private const string Shown = "2019-02-19 14:00:00|Bretagne|10.500000|3";

    private readonly MySqlFixture _mysql = tables;

    [Theory]
    [InlineData(Commit, false)]
    [InlineData(Commit, true)]
    [InlineData("INSERT INTO region_sums", false)]
    [InlineData("INSERT INTO region_sums", true)]
    [InlineData("INSERT INTO hours", true)]
    public async Task A_connection_cut_at_a_statement_once_or_twice_records_the_part_once(string statement, bool after)
    {
        var cuts = new CutsAtStatement(statement, after ? FaultMoment.After : FaultMoment.Before, cuts: 2);
        await using var proxy = Proxy(cuts);

        var outcome = await Through(proxy).Recorder.RecordPartAsync(Good, Cancellation);

        var wasCommitted = statement == Commit && after;
        Assert.True(cuts.Left <= 0, "It was cut less than twice.");
        Assert.Equal(wasCommitted ? RecordOutcome.AlreadyRecorded : RecordOutcome.Recorded, outcome);
        Assert.Equal([Shown], await Tables.ShownAsync());
        Assert.Equal(["1"], await Tables.QueryAsync("SELECT COUNT(*) FROM hour_history"));
        Assert.Equal(["1"], await Tables.QueryAsync("SELECT parts_in FROM evaluations"));
    }

    [Fact]
    public async Task A_connection_that_is_cut_every_time_ends_in_a_transient_failure_and_changes_nothing()
    {
        var cuts = new CutsAtStatement(Commit, FaultMoment.Before, cuts: 1_000);
        await using var proxy = Proxy(cuts);

        await Assert.ThrowsAsync<TransientException>(
            () => Through(proxy).Recorder.RecordPartAsync(Good, Cancellation));

        Assert.Equal(994, cuts.Left);
        Assert.Empty(await TableDump.HistoryAsync(Tables));
    }

    [Fact]
    public async Task A_method_switch_whose_commit_is_cut_is_done_once()
    {
        await RecordAsync(Good);
        await using var proxy = Proxy(new CutsAtStatement(Commit, FaultMoment.After, cuts: 1));

        await Through(proxy).MethodSwitch.SwitchAsync(Core.Regions.Method.Polygon, null, Cancellation);

        Assert.Equal(["2"], await Tables.QueryAsync("SELECT COUNT(*) FROM hour_history"));
    }

    [Fact]
    public async Task A_connection_killed_while_it_waits_is_replaced()
    {
        await using var holder = await HoldHourAsync();
        var recorded = RecordAsync(Good.Part(1, 2));

        await _mysql.Server.OnServerAsync($"KILL {await WaitingAsync("INSERT INTO hours%")}");
        await holder.DisposeAsync();

        Assert.Equal(RecordOutcome.Recorded, await recorded);
        Assert.Equal(["2019-02-19 14:00:00|Bretagne|10.500000|6"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task Work_that_is_cancelled_while_it_waits_ends_at_once_and_leaves_nothing()
    {
        await using var holder = await HoldHourAsync();
        using var cancelled = new CancellationTokenSource();
        var recorded = Tables.Recorder.RecordPartAsync(Good.Part(1, 2), cancelled.Token);
        await WaitingAsync("INSERT INTO hours%");

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recorded);
        await holder.DisposeAsync();
        Assert.Equal(["1"], await Tables.QueryAsync("SELECT parts_in FROM evaluations"));
    }

    [Fact]
    public async Task A_deadlock_with_somebody_else_is_survived()
    {
        await RecordAsync(Good.Part(0, 2));
        await using var connection = await _mysql.ConnectAsync();
        await using var other = await connection.BeginTransactionAsync(Cancellation);
        await LockAsync(connection, other, "SELECT run FROM runs FOR UPDATE");
        var recorded = RecordAsync(Good.Part(1, 2));
        await WaitingAsync("INSERT INTO runs%");

        try
        {
            await LockAsync(connection, other, "SELECT hour FROM hours FOR UPDATE");
        }
        catch (MySqlException deadlock)
        {
            Assert.Equal(1213, deadlock.Number); // this side was the victim
        }

        await other.RollbackAsync(Cancellation);
        Assert.Equal(RecordOutcome.Recorded, await recorded);
        Assert.Equal(["2019-02-19 14:00:00|Bretagne|10.500000|6"], await Tables.ShownAsync());
    }

    [Fact]
    public async Task No_server_at_all_is_a_transient_failure_that_shows_no_password()
    {
        var nobody = new CuttingProxy("127.0.0.1", 1, _ => null);
        var port = nobody.Port;
        await nobody.DisposeAsync();
        var database = Databases.Open(
            $"Server=127.0.0.1;Port={port};Database=d;User ID=u;Password=planted-secret", TestClockOf(), out _)!;

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => database.Recorder.RecordPartAsync(Good, Cancellation));

        Assert.DoesNotContain("planted-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("planted-secret", database.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_a_transient_failure_that_does_not_show_it()
    {
        var wrong = new MySqlConnectionStringBuilder(_mysql.Server.ConnectionString) { Password = "planted-secret" };
        var database = Databases.Open(wrong.ConnectionString, TestClockOf(), out _)!;

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => database.Recorder.RecordPartAsync(Good, Cancellation));

        Assert.Contains("Access denied", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mean_that_the_table_cannot_hold_is_poison_and_leaves_nothing()
    {
        await Assert.ThrowsAsync<PoisonException>(
            () => RecordAsync(Good with { Aggregate = Both("11", 1_000_000_000_000, 1) }));

        Assert.Empty(await Tables.QueryAsync("SELECT run FROM runs"));
        Assert.Empty(await Tables.QueryAsync("SELECT hour FROM hours"));
    }

    private static TestClock TestClockOf() => new(Start);

    private CuttingProxy Proxy(CutsAtStatement cuts)
    {
        var server = new MySqlConnectionStringBuilder(_mysql.Server.ConnectionString);
        return new CuttingProxy(server.Server, (int)server.Port, cuts.Decide);
    }

    /// <summary>Without encryption, so that the proxy can read along.</summary>
    private Database Through(CuttingProxy proxy)
    {
        var settings = new MySqlConnectionStringBuilder(_mysql.Server.ConnectionString)
        {
            Server = "127.0.0.1",
            Port = (uint)proxy.Port,
            SslMode = MySqlSslMode.Disabled,
            AllowPublicKeyRetrieval = true,
        };
        return Databases.Open(settings.ConnectionString, Tables.Clock, out _)!;
    }

    private async Task<ITablesTransaction> HoldHourAsync()
    {
        await RecordAsync(Good.Part(0, 2));
        var holder = await Tables.Database.Tables.BeginAsync(Cancellation);
        await holder.LockHourAsync(Good.Key.Slot.Hour, Cancellation);
        return holder;
    }

    private static async Task LockAsync(
        DbConnection connection, DbTransaction transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
        }
    }

    /// <summary>The connection of this database that runs such a statement, as soon as there is one.</summary>
    private async Task<string> WaitingAsync(string statement)
    {
        for (var polls = 0; polls < 3_000; polls++)
        {
            var found = await Tables.QueryAsync(
                "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND command = 'Query'"
                + $" AND info LIKE '{statement}' AND time >= 0");
            if (found.Length > 0) return found[0];
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }

        throw new TimeoutException($"Nothing like {statement} was ever waiting.");
    }
}
