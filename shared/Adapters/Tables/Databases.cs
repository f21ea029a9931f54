using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Reports;
using Isotherm.Core.Reports;

namespace Isotherm.Adapters.Tables;

/// <summary>Opens databases by their location: <c>sqlite:PATH</c>, or else a MySQL connection string.</summary>
public static class Databases
{
    private const string SqliteScheme = "sqlite:";

    /// <summary>
    /// The most connections that one process keeps to a MySQL database, unless its connection string sets
    /// <c>MaximumPoolSize</c>.
    /// </summary>
    public const int DefaultPoolSize = 10;

    /// <summary>
    /// The database of that location; null, with the reason, when the location is none. Nothing is connected, made or
    /// migrated yet. A connection string may set everything that MySqlConnector knows; unless it does, a command may
    /// take 10 s, connecting 10 s, and there are at most 10 connections. No message ever holds a part of it but
    /// server, port and database.
    /// </summary>
    public static Database? Open(string location, TimeProvider clock, out string? refusal) =>
        Open(location, tokens: null, clock, out refusal);

    /// <inheritdoc cref="Open(string,TimeProvider,out string?)"/>
    /// <param name="location">The database.</param>
    /// <param name="tokens">
    /// Gives the passwords of a login by Google's IAM, which only MySQL takes; null: the location says how to log in.
    /// </param>
    /// <param name="clock">Measures the waits between retries.</param>
    /// <param name="refusal">Why the location is none.</param>
    public static Database? Open(string location, IAccessTokens? tokens, TimeProvider clock, out string? refusal)
    {
        if (!IsFile(location)) return OpenMySql(location, tokens, clock, out refusal);
        refusal = RefusalOfFile(location, tokens);
        return refusal is null ? OpenSqlite(FileOf(location), clock) : null;
    }

    /// <summary>
    /// Only the questions to the database of that location, for who must not wait for long: a statement that takes
    /// longer than <paramref name="limit"/> is ended, by MySQL itself, and is a
    /// <see cref="Core.Failures.TransientException"/> that says so. A file is opened to be read only; what MySQL lets
    /// the user do is the matter of its grants.
    /// </summary>
    /// <inheritdoc cref="Open(string,IAccessTokens?,TimeProvider,out string?)"/>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 ms to 1 h.</exception>
    public static IReports? OpenReports(
        string location, TimeSpan limit, IAccessTokens? tokens, TimeProvider clock, out string? refusal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, TimeSpan.FromHours(1));
        if (!IsFile(location))
        {
            return MySqlLocation.Read(location, tokens, out refusal) is { } connections
                ? new MySqlReports(new MySqlDialect(connections, limit))
                : null;
        }

        refusal = RefusalOfFile(location, tokens);
        return refusal is null ? new SqliteReports(new SqliteDialect(FileOf(location), limit, clock)) : null;
    }

    private static bool IsFile(string location) => location.StartsWith(SqliteScheme, StringComparison.Ordinal);

    private static string FileOf(string location) => Path.GetFullPath(location[SqliteScheme.Length..]);

    private static string? RefusalOfFile(string location, IAccessTokens? tokens)
    {
        var path = location[SqliteScheme.Length..];
        return tokens is not null ? "A login by IAM is for MySQL; sqlite: takes none."
            : path.Length == 0 ? "sqlite: is followed by no path."
            : path.StartsWith(':') || path.StartsWith("file:", StringComparison.Ordinal)
                ? "sqlite: takes the path of a file; a database in memory would be another one for each connection."
            : Directory.Exists(path) ? $"'{path}' is a folder; sqlite: takes the path of a file."
            : null;
    }

    private static Database OpenSqlite(string file, TimeProvider clock)
    {
        var dialect = new SqliteDialect(file);
        return new Database(
            $"{SqliteScheme}{file}",
            new SqlTables(dialect, clock),
            new SqliteReports(dialect),
            new Migrator(dialect, clock),
            clock,
            dialect);
    }

    private static Database? OpenMySql(
        string location, IAccessTokens? tokens, TimeProvider clock, out string? refusal)
    {
        if (MySqlLocation.Read(location, tokens, out refusal) is not { } connections) return null;
        var dialect = new MySqlDialect(connections);
        return new Database(
            connections.Name,
            new SqlTables(dialect, clock),
            new MySqlReports(dialect),
            new Migrator(dialect, clock),
            clock,
            dialect);
    }
}
