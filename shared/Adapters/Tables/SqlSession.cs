using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Isotherm.Adapters.Tables;

/// <summary>One connection in one transaction; every error of the database leaves it translated.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private SqlSession(SqlDialect dialect, DbConnection connection, DbTransaction transaction)
    {
        _dialect = dialect;
        _connection = connection;
        _transaction = transaction;
    }

    public static Task<SqlSession> WriteAsync(SqlDialect dialect, CancellationToken cancellation) =>
        OpenAsync(dialect, dialect.BeginWriteAsync, cancellation);

    public static Task<SqlSession> ReadAsync(SqlDialect dialect, CancellationToken cancellation) =>
        OpenAsync(dialect, dialect.BeginReadAsync, cancellation);

    /// <summary>How many rows the statement changed.</summary>
    public async Task<int> ExecuteAsync(
        string sql, IReadOnlyList<SqlParameterValue> values, CancellationToken cancellation)
    {
        try
        {
            await using var command = Command(sql, values);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            throw _dialect.Translate(error);
        }
    }

    public async Task<List<T>> QueryAsync<T>(
        string sql,
        IReadOnlyList<SqlParameterValue> values,
        Func<DbDataReader, T> map,
        CancellationToken cancellation)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(sql, values, map, cancellation)) rows.Add(row);
        return rows;
    }

    /// <summary>Rows as they come; nothing else can be asked of this session until the last one.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        string sql,
        IReadOnlyList<SqlParameterValue> values,
        Func<DbDataReader, T> map,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command(sql, values);
        await using var reader = await GuardAsync(() => command.ExecuteReaderAsync(cancellation));
        while (await GuardAsync(() => reader.ReadAsync(cancellation))) yield return map(reader);
    }

    public Task CommitAsync(CancellationToken cancellation) => GuardAsync(async () =>
    {
        await _transaction.CommitAsync(cancellation);
        return true;
    });

    /// <summary>Rolls back what was not committed; on a connection that is gone the server does so by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            // The error that broke the connection is on its way to the caller and says more than this one.
        }

        await _connection.DisposeAsync();
    }

    private static async Task<SqlSession> OpenAsync(
        SqlDialect dialect,
        Func<DbConnection, CancellationToken, Task<DbTransaction>> begin,
        CancellationToken cancellation)
    {
        var connection = dialect.CreateConnection();
        try
        {
            await dialect.OpenAsync(connection, cancellation);
            return new SqlSession(dialect, connection, await begin(connection, cancellation));
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            if (dialect.Classify(error) == SqlFault.None) throw;
            throw dialect.Translate(error);
        }
    }

    private DbCommand Command(string sql, IReadOnlyList<SqlParameterValue> values) =>
        _connection.CreateCommand(_transaction, sql, values);

    private async Task<T> GuardAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            throw _dialect.Translate(error);
        }
    }
}
