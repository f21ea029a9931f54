using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Tables;

/// <summary>One connection in one transaction; every error of the database leaves it translated.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    /// <summary>Enough to find a row by.</summary>
    private const int MostCellsNamed = 6;

    /// <summary>How much later than the database this side ends a statement: its words say less.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private Task _step = Task.CompletedTask;

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
        await using var command = Command(sql, values);
        return await GuardAsync(command.ExecuteNonQueryAsync(cancellation), cancellation);
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
        using var limit = _dialect.Limit(_connection, cancellation);
        var reader = await GuardAsync(command.ExecuteReaderAsync(cancellation), cancellation);
        try
        {
            while (await GuardAsync(reader.ReadAsync(cancellation), cancellation)) yield return Map(reader, map);
        }
        finally
        {
            await DriverStep.EndAsync(_step, reader.DisposeAsync);
        }
    }

    /// <summary>A row that somebody damaged is named, whatever of it cannot be read.</summary>
    private static T Map<T>(DbDataReader row, Func<DbDataReader, T> map)
    {
        try
        {
            return map(row);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            var cells = Enumerable.Range(0, Math.Min(row.FieldCount, MostCellsNamed)).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"{row.GetName(i)} = {(row.IsDBNull(i) ? "NULL" : row.GetValue(i))}"));
            throw new TransientException(
                $"A row of the database cannot be read: {string.Join(", ", cells)}. Mend or remove it by hand; "
                + "isotherm replay makes rows of results anew.",
                e)
            {
                NeedsPerson = true,
            };
        }
    }

    public Task CommitAsync(CancellationToken cancellation) =>
        GuardAsync(CommitTransactionAsync(cancellation), cancellation);

    /// <summary>Rolls back what was not committed; on a connection that is gone the server does so by itself.</summary>
    public ValueTask DisposeAsync() => DriverStep.EndAsync(_step, EndAsync);

    private static async Task<SqlSession> OpenAsync(
        SqlDialect dialect,
        Func<DbConnection, CancellationToken, Task<DbTransaction>> begin,
        CancellationToken cancellation)
    {
        var connection = dialect.CreateConnection();
        var step = BeginAsync();
        try
        {
            return new SqlSession(dialect, connection, await DriverStep.WaitAsync(step, cancellation));
        }
        catch (Exception error)
        {
            await DriverStep.EndAsync(step, connection.DisposeAsync);
            if (dialect.Classify(error) == SqlFault.None) throw;
            throw dialect.Translate(error);
        }

        async Task<DbTransaction> BeginAsync()
        {
            await dialect.OpenAsync(connection, cancellation);
            return await begin(connection, cancellation);
        }
    }

    private async ValueTask EndAsync()
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

    private async Task<bool> CommitTransactionAsync(CancellationToken cancellation)
    {
        await _transaction.CommitAsync(cancellation);
        return true;
    }

    private DbCommand Command(string sql, IReadOnlyList<SqlParameterValue> values)
    {
        var command = _connection.CreateCommand(_transaction, sql, values);
        if (_dialect.StatementLimit is { } limit) command.CommandTimeout = (int)(limit + Late).TotalSeconds + 1;
        return command;
    }

    private async Task<T> GuardAsync<T>(Task<T> step, CancellationToken cancellation)
    {
        _step = step;
        try
        {
            return await DriverStep.WaitAsync(step, cancellation);
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            throw _dialect.Translate(error);
        }
    }
}
