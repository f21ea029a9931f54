using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Isotherm.Adapters.Tables;

/// <summary>SQLite: the embedded twin, one file.</summary>
/// <param name="path">The file.</param>
/// <param name="statementLimit">How long a statement may take; the file is then opened to be read only.</param>
/// <param name="clock">Measures that.</param>
internal sealed class SqliteDialect(string path, TimeSpan? statementLimit = null, TimeProvider? clock = null)
    : SqlDialect
{
    private const int TimeoutSeconds = 10;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = statementLimit is null ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly,
        ForeignKeys = true,
        DefaultTimeout = TimeoutSeconds,
    }.ToString();

    public override string Folder => "sqlite";

    public override string QueryFolder => "sqlite/";

    /// <summary>A writing transaction holds the whole file, so no row needs a lock of its own.</summary>
    public override string ForShare => "";

    public override string ForUpdate => "";

    public override TimeSpan? StatementLimit => statementLimit;

    public override IDisposable? Limit(DbConnection connection, CancellationToken cancellation) =>
        statementLimit is { } limit
            ? new SqliteLimit((SqliteConnection)connection, limit, clock ?? TimeProvider.System, cancellation)
            : null;

    public override DbConnection CreateConnection() => new SqliteConnection(_connectionString);

    /// <summary>The only connection that may make the file, and the folders above it.</summary>
    public override DbConnection CreateMigratorConnection()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var settings = new SqliteConnectionStringBuilder(_connectionString)
        {
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
        };
        return new SqliteConnection(settings.ToString());
    }

    /// <summary>BEGIN IMMEDIATE: one writer at a time, and no deadlock from reading first and writing later.</summary>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        await WaitForOthersAsync(connection, cancellation);
        return await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
    }

    [SuppressMessage("Performance", "CA1849", Justification = "Only this overload can defer; then it never waits.")]
    public override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        await WaitForOthersAsync(connection, cancellation);
        return ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true);
    }

    public override string OnDuplicate(string key) => $" ON CONFLICT ({key}) DO UPDATE SET ";

    /// <summary>
    /// Makes the file when it is new, lets readers read while one writes, and takes the file: here a migration is one
    /// transaction, all or nothing.
    /// </summary>
    public override async Task<DbTransaction?> LockMigrationsAsync(
        DbConnection connection, CancellationToken cancellation)
    {
        await WaitForOthersAsync(connection, cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(cancellation);
        return await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
    }

    /// <summary>A file that is damaged is told by its own check.</summary>
    public override async Task<ServerState> DescribeAsync(SqlSession session, CancellationToken cancellation)
    {
        var version = await session.QueryAsync("SELECT sqlite_version()", [], row => row.GetString(0), cancellation);
        var check = await session.QueryAsync("PRAGMA quick_check(1)", [], row => row.GetString(0), cancellation);
        var refusal = check is ["ok"] ? null
            : $"The file is damaged ({string.Join("; ", check)}): fill a new one with isotherm replay.";
        return new ServerState("SQLite", version[0], refusal, Encryption: null, Clock: null);
    }

    public override SqlFault Classify(Exception error) => error switch
    {
        SqliteException known => Classify(known),
        DbException or IOException or UnauthorizedAccessException => SqlFault.Standing,
        _ => SqlFault.None,
    };

    private static async Task WaitForOthersAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 8000";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static SqlFault Classify(SqliteException error) =>
        (error.SqliteErrorCode, error.SqliteExtendedErrorCode) switch
        {
            (5 or 6, _) => SqlFault.Passing, // busy, locked
            (9, _) => SqlFault.TooLong, // interrupted
            (19, 1555 or 2067) => SqlFault.Passing, // a row that another transaction made meanwhile: read again
            (19 or 20 or 18, _) => SqlFault.Refused, // a constraint, a type, too big
            (1, _) => SqlFault.NotMigrated, // no such table or column
            (14, _) => SqlFault.NotMigrated, // no such file
            _ => SqlFault.Standing,
        };
}
