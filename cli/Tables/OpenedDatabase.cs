using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Tables;

/// <summary>The database that a command works with.</summary>
internal static class OpenedDatabase
{
    private const string SqlitePrefix = "sqlite:";

    /// <summary>False when there is none; it has been said why, and <paramref name="code"/> is the exit code.</summary>
    /// <param name="surroundings">Environment and working folder.</param>
    /// <param name="command">Whose help is pointed at.</param>
    /// <param name="option">What <c>--database</c> says.</param>
    /// <param name="isMade">Whether the command makes a database that is not there yet.</param>
    /// <param name="database">The database; nothing is connected yet.</param>
    /// <param name="code">The exit code.</param>
    public static bool TryOpen(
        Surroundings surroundings,
        string command,
        string? option,
        bool isMade,
        [NotNullWhen(true)] out Database? database,
        out int code)
    {
        database = null;
        code = ExitCode.Success;
        if (Locations.Database(surroundings, option) is not { } location)
        {
            code = surroundings.Misuse(command, Locations.NoDatabase);
            return false;
        }

        database = Locations.Services(surroundings).OpenDatabase(location, out var refusal);
        if (database is null) code = surroundings.Misuse(command, refusal ?? "The database cannot be opened.");
        else if (!isMade && MissingFile(location) is { } file)
        {
            database = null;
            code = surroundings.Fail($"{file} is not there: check the path, or make it with isotherm migrate.");
        }

        return database is not null;
    }

    /// <summary>The file of a SQLite database that is not there; null when it is, or when there is none.</summary>
    public static string? MissingFile(string location)
    {
        if (!location.StartsWith(SqlitePrefix, StringComparison.Ordinal)) return null;
        var file = location[SqlitePrefix.Length..];
        return File.Exists(file) ? null : file;
    }
}
