using System.Data.Common;
using Isotherm.Adapters.Reports;
using MySqlConnector;

namespace Isotherm.Adapters.Tables;

/// <summary>Opens databases by their location: <c>sqlite:PATH</c>, or else a MySQL connection string.</summary>
public static class Databases
{
    private const string SqliteScheme = "sqlite:";
    private const int CommandSeconds = 10;
    private const int ConnectSeconds = 10;
    private const int PoolSize = 10;

    /// <summary>
    /// The database of that location; null, with the reason, when the location is none. Nothing is connected, made or
    /// migrated yet. A connection string may set everything that MySqlConnector knows; unless it does, a command may
    /// take 10 s, connecting 10 s, and there are at most 10 connections. No message ever holds a part of it but
    /// server, port and database.
    /// </summary>
    public static Database? Open(string location, TimeProvider clock, out string? refusal) =>
        location.StartsWith(SqliteScheme, StringComparison.Ordinal)
            ? OpenSqlite(location[SqliteScheme.Length..], clock, out refusal)
            : OpenMySql(location, clock, out refusal);

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

    private static Database? OpenMySql(string location, TimeProvider clock, out string? refusal)
    {
        refusal = null;
        if (ReadMySql(location) is not { } settings)
        {
            refusal = "It is neither sqlite:PATH nor a MySQL connection string"
                + " (Server=...;Port=3306;Database=...;User ID=...;Password='...').";
            return null;
        }

        if (settings.Server.Length == 0) refusal = "The MySQL connection string names no Server.";
        else if (settings.Database.Length == 0) refusal = "The MySQL connection string names no Database.";
        if (refusal is not null) return null;
        var dialect = new MySqlDialect(settings.ConnectionString);
        return new Database(
            $"{settings.Server}:{settings.Port}/{settings.Database}",
            new SqlTables(dialect, clock),
            new MySqlReports(dialect),
            new Migrator(dialect, clock),
            clock,
            dialect);
    }

    /// <summary>Null when it cannot be read: the parser's own words may quote a piece of a password.</summary>
    private static MySqlConnectionStringBuilder? ReadMySql(string location)
    {
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = location };
            if (given.Count == 0) return null;
            var defaults = new MySqlConnectionStringBuilder
            {
                DefaultCommandTimeout = CommandSeconds,
                ConnectionTimeout = ConnectSeconds,
                MaximumPoolSize = PoolSize,
            };
            foreach (string key in given.Keys) defaults[key] = given[key];
            return defaults;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException
            or InvalidOperationException or InvalidCastException)
        {
            return null;
        }
    }
}
