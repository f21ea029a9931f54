using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// Ends the statements of a connection when their time is up or nobody waits for them any more. SQLite works in the
/// caller's thread and knows neither limit nor cancellation, so it is made to ask every so many of its steps.
/// </summary>
internal sealed class SqliteLimit : IDisposable
{
    /// <summary>Far below a millisecond of work, and far above what asking costs.</summary>
    private const int Steps = 10_000;

    private readonly SqliteConnection _connection;
    private readonly CancellationTokenSource _late;
    private readonly CancellationTokenSource _either;

    public SqliteLimit(
        SqliteConnection connection, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        _connection = connection;
        _late = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancellation);
        raw.sqlite3_progress_handler(connection.Handle, Steps, IsOver, _either);
    }

    /// <summary>The connection goes back to a pool: whoever gets it next has a time of his own.</summary>
    public void Dispose()
    {
        raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
        _either.Dispose();
        _late.Dispose();
    }

    /// <summary>Anything but 0 ends the statement.</summary>
    private static int IsOver(object either) => ((CancellationTokenSource)either).IsCancellationRequested ? 1 : 0;
}
