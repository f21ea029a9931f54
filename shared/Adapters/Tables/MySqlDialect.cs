using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Isotherm.Core.Failures;
using MySqlConnector;
using static Isotherm.Adapters.Tables.SqlParameterValue;

namespace Isotherm.Adapters.Tables;

/// <summary>MySQL 8.0.19 and later.</summary>
internal sealed class MySqlDialect(MySqlConnections connections, TimeSpan? statementLimit = null) : SqlDialect
{
    private const int MigrationLockSeconds = 60;

    /// <summary>Rows have a name of their own in ON DUPLICATE KEY UPDATE since then.</summary>
    private static readonly Version LeastVersion = new(8, 0, 19);

    /// <summary>
    /// A database that is simply given may be lenient, and cut values silently: every writing session is strict. A
    /// lock is waited for less long than a command may take, so that its error says what it was.
    /// </summary>
    private const string WriterSession =
        "SET SESSION sql_mode = 'TRADITIONAL', SESSION innodb_lock_wait_timeout = 8";

    public override string Folder => "mysql";

    public override string QueryFolder => "";

    public override string ForShare => " FOR SHARE";

    public override string ForUpdate => " FOR UPDATE";

    public override bool HasUsers => true;

    public override TimeSpan? StatementLimit => statementLimit;

    public override DbConnection CreateConnection() => connections.Create();

    /// <summary>Back in a pool it would keep the named lock.</summary>
    public override DbConnection CreateMigratorConnection() => connections.CreateUnpooled();

    public override Task OpenAsync(DbConnection connection, CancellationToken cancellation) =>
        connections.OpenAsync((MySqlConnection)connection, cancellation);

    /// <summary>
    /// READ COMMITTED: a read after a lock was granted must see what the transaction before it committed, and gaps
    /// between hours are not locked.
    /// </summary>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = WriterSession;
        await command.ExecuteNonQueryAsync(cancellation);
        return await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
    }

    /// <summary>
    /// The server ends a SELECT after the limit by itself, also when this client is gone. A connection that goes back
    /// to the pool loses the limit with everything else of its session.
    /// </summary>
    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (statementLimit is { } limit)
        {
            await using var command = connection.CreateCommand(
                null, "SET SESSION max_execution_time = @limit", [Of("@limit", (long)limit.TotalMilliseconds)]);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        return await ((MySqlConnection)connection).BeginTransactionAsync(
            IsolationLevel.RepeatableRead, isReadOnly: true, cancellation);
    }

    public override string OnDuplicate(string key) => " AS excluded ON DUPLICATE KEY UPDATE ";

    /// <summary>
    /// A named lock of the server, for this database; it ends with the connection. MySQL commits each DDL statement by
    /// itself, so a transaction would promise what it cannot keep.
    /// </summary>
    public override async Task<DbTransaction?> LockMigrationsAsync(
        DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 2 * MigrationLockSeconds;
        command.CommandText = WriterSession;
        await command.ExecuteNonQueryAsync(cancellation);
        command.CommandText = "SELECT GET_LOCK(CONCAT('isotherm', SHA2(DATABASE(), 224)), 60)";
        var granted = await command.ExecuteScalarAsync(cancellation);
        return granted is 1L or 1
            ? null
            : throw new TransientException($"Another migration has been running for {MigrationLockSeconds} seconds.");
    }

    public override async Task<ServerState> DescribeAsync(SqlSession session, CancellationToken cancellation)
    {
        var (version, clock) = (await session.QueryAsync(
            "SELECT VERSION(), UTC_TIMESTAMP(6)",
            [],
            row => (row.GetString(0), new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero)),
            cancellation))[0];
        var encryption = (await session.QueryAsync(
            "SHOW SESSION STATUS LIKE 'Ssl_version'", [], row => row.GetString(1), cancellation)).FirstOrDefault();
        var isOther = version.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        var number = version.Split('-')[0];
        var refusal = isOther ? $"MariaDB lacks statements that isotherm uses: use MySQL {LeastVersion} or later."
            : Version.TryParse(number, out var known) && known >= LeastVersion ? null
            : $"MySQL {LeastVersion} or later is needed.";
        return new ServerState(
            isOther ? "MariaDB" : "MySQL",
            version,
            refusal,
            string.IsNullOrEmpty(encryption) ? null : encryption,
            clock);
    }

    public override SqlFault Classify(Exception error) => error switch
    {
        MySqlException known => Classify(known),
        IOException or SocketException or TimeoutException or EndOfStreamException => SqlFault.Passing,
        InvalidOperationException { Source: nameof(MySqlConnector) } => SqlFault.Passing,
        DbException => SqlFault.Standing,
        _ => SqlFault.None,
    };

    /// <summary>Numbers up to 0 are those of the client: a connection broken or never made, a time-out.</summary>
    private static SqlFault Classify(MySqlException error) => error.Number switch
    {
        <= 0 => SqlFault.Passing,
        1040 or 1053 or 1152 or 1158 or 1159 or 1160 or 1161 or 1203 or 1205 or 1213 or 1317 or 1927 or 2002
            or 2003 or 2006 or 2013 or 2055 => SqlFault.Passing, // connections, locks, kills
        3024 => SqlFault.TooLong,
        1290 or 1792 or 1836 => SqlFault.Passing, // read only: a primary that is failing over
        1062 => SqlFault.Passing, // a row that another transaction made meanwhile: read again
        1049 or 1051 or 1054 or 1146 => SqlFault.NotMigrated,
        1048 or 1264 or 1265 or 1292 or 1366 or 1406 or 1452 or 1690 or 3819 => SqlFault.Refused,
        _ => error.IsTransient ? SqlFault.Passing : SqlFault.Standing,
    };
}
