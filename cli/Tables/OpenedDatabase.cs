using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Tables;

/// <summary>The database that a command works with.</summary>
internal static class OpenedDatabase
{
    private const string SqlitePrefix = "sqlite:";

    /// <param name="surroundings">Environment and working folder.</param>
    /// <param name="option">What <c>--database</c> says.</param>
    /// <param name="isMade">Whether the command makes a database that is not there yet.</param>
    public static Answer<Database> Open(Surroundings surroundings, string? option, bool isMade)
    {
        if (!Locations.Database(surroundings, option).Is(out var location, out var refusal)) return refusal;
        var database = Databases.Open(location, surroundings.Clock, out refusal);
        if (database is null) return refusal ?? "The database cannot be opened.";
        if (!isMade && location.StartsWith(SqlitePrefix, StringComparison.Ordinal) && !File.Exists(location[SqlitePrefix.Length..]))
            return $"{location[SqlitePrefix.Length..]} is not there: check the path, or make it with isotherm migrate.";
        return database;
    }
}
