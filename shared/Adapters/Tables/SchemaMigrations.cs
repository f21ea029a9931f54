using System.Data.Common;

namespace Isotherm.Adapters.Tables;

/// <summary>The table <c>schema_migrations</c>, and the statements of migrations, on one locked connection.</summary>
internal sealed class SchemaMigrations(
    DbConnection connection, DbTransaction? transaction, SqlDialect dialect, TimeProvider clock)
{
    /// <summary>Adding a column to a table of ten years takes longer than any other command.</summary>
    private const int CommandSeconds = 3_600;

    private readonly List<MigrationStatus> _done = [];

    /// <summary>What was applied or taken back, in order.</summary>
    public IReadOnlyList<MigrationStatus> Done => _done;

    public Task CreateAsync(CancellationToken cancellation)
    {
        const string sql = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              version    INTEGER      NOT NULL PRIMARY KEY,
              name       VARCHAR(100) NOT NULL,
              checksum   CHAR(64)     NOT NULL,
              complete   INTEGER      NOT NULL,
              applied_at VARCHAR(26)  NOT NULL
            )
            """;
        return ExecuteAsync(sql, [], cancellation);
    }

    public async Task<IReadOnlyList<AppliedMigration>> ReadAsync(CancellationToken cancellation)
    {
        await using var command = Command(
            "SELECT version, name, checksum, complete, applied_at FROM schema_migrations ORDER BY version", []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new AppliedMigration(
                reader.GetInt32(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetInt32(3) == 1,
                SqlText.ParseMicroseconds(reader.GetString(4))));
        }

        return found;
    }

    /// <summary>The row says that the migration is under way before its first statement runs.</summary>
    public async Task ApplyAsync(Migration migration, CancellationToken cancellation)
    {
        await MarkAsync(migration, isComplete: false, cancellation);
        await ExecuteAsync(migration.Up, [], cancellation);
        _done.Add(await MarkAsync(migration, isComplete: true, cancellation));
    }

    /// <summary>The row goes last, so that what was cut short on the way back is taken up from either side.</summary>
    public async Task RevertAsync(Migration migration, CancellationToken cancellation)
    {
        var marked = await MarkAsync(migration, isComplete: false, cancellation);
        await ExecuteAsync(migration.Down, [], cancellation);
        await ExecuteAsync(
            "DELETE FROM schema_migrations WHERE version = @version",
            [SqlParameterValue.Of("@version", migration.Version)],
            cancellation);
        _done.Add(marked with { State = MigrationState.Pending });
    }

    private async Task<MigrationStatus> MarkAsync(
        Migration migration, bool isComplete, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await ExecuteAsync(
            "INSERT INTO schema_migrations (version, name, checksum, complete, applied_at)"
            + " VALUES (@version, @name, @checksum, @complete, @at)"
            + dialect.OnDuplicate("version")
            + "name = excluded.name, checksum = excluded.checksum, complete = excluded.complete,"
            + " applied_at = excluded.applied_at",
            [
                SqlParameterValue.Of("@version", migration.Version),
                SqlParameterValue.Of("@name", migration.Name),
                SqlParameterValue.Of("@checksum", migration.Checksum),
                SqlParameterValue.Of("@complete", isComplete ? 1 : 0),
                SqlParameterValue.Of("@at", now),
            ],
            cancellation);
        return new MigrationStatus(migration.Version, migration.Name, MigrationState.Applied, now);
    }

    private async Task ExecuteAsync(
        string sql, IReadOnlyList<SqlParameterValue> values, CancellationToken cancellation)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand Command(string sql, IReadOnlyList<SqlParameterValue> values)
    {
        var command = connection.CreateCommand(transaction, sql, values);
        command.CommandTimeout = CommandSeconds;
        return command;
    }
}
