using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Reports;

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
        var isFile = location.StartsWith(SqliteScheme, StringComparison.Ordinal);
        if (!isFile) return OpenMySql(location, tokens, clock, out refusal);
        refusal = tokens is null ? null : "A login by IAM is for MySQL; sqlite: takes none.";
        return refusal is null ? OpenSqlite(location[SqliteScheme.Length..], clock, out refusal) : null;
    }

    private static Database? OpenSqlite(string path, TimeProvider clock, out string? refusal)
    {
        refusal = path.Length == 0 ? "sqlite: is followed by no path."
            : path.StartsWith(':') || path.StartsWith("file:", StringComparison.Ordinal)
                ? "sqlite: takes the path of a file; a database in memory would be another one for each connection."
            : Directory.Exists(path) ? $"'{path}' is a folder; sqlite: takes the path of a file."
            : null;
        if (refusal is not null) return null;
        var file = Path.GetFullPath(path);
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
