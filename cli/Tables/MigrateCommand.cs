using System.CommandLine;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.Tables;

/// <summary><c>isotherm migrate</c>: brings a database to the schema of this program, or back.</summary>
internal static class MigrateCommand
{
    private const string Details = """
        up (the default) applies what is pending; it can be run any number of times, also by two at once. status shows
        every migration. down takes back all migrations after --to, the last first, WITH THE DATA in their tables;
        --to 0 takes back everything, and there is no default. A SQLite file that is not there is made.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var direction = new Argument<string>("up|down|status")
        {
            Description = "What to do.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "up",
        };
        var database = Locations.DatabaseOption();
        var to = new Option<string?>("--to")
        {
            Description = "For down: the version to go back to.",
            HelpName = "VERSION",
        };
        var command = new ExampleCommand(
            "migrate",
            "Bring a database to the schema of this program, or back.",
            Details,
            "isotherm migrate --database sqlite:./isotherm.db",
            "isotherm migrate status",
            "isotherm migrate down --to 0 --database sqlite:./isotherm.db")
        {
            direction, database, to,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(direction),
            parsed.GetValue(to),
            parsed.GetValue(database),
            surroundings,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string direction, string? to, string? location, Surroundings surroundings, CancellationToken cancellation)
    {
        var version = 0;
        if (direction is not ("up" or "down" or "status"))
            return surroundings.Misuse("migrate", $"'{direction}' is no way to migrate: use up, down or status.");
        if (direction != "down" && to is not null) return surroundings.Misuse("migrate", "--to goes with down.");
        if (direction == "down" && !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out version))
            return surroundings.Misuse("migrate", "down needs --to VERSION; the data of later tables go with them.");
        var isMade = direction == "up";
        if (!OpenedDatabase.TryOpen(surroundings, "migrate", location, isMade, out var database, out var code))
            return code;
        var migrator = database.Migrator;
        var migrations = direction switch
        {
            "up" => await migrator.UpAsync(cancellation),
            "down" => await migrator.DownAsync(version, cancellation),
            _ => await migrator.StatusAsync(cancellation),
        };
        Write(direction, migrations, database, surroundings);
        return ExitCode.Success;
    }

    private static void Write(
        string direction, IReadOnlyList<MigrationStatus> migrations, Database database, Surroundings surroundings)
    {
        if (migrations.Count == 0)
        {
            surroundings.Output.WriteLine($"{database.Name}: nothing to do.");
            return;
        }

        var table = new TextTable(
            new Column("Version", IsNumber: true),
            new Column("Migration"),
            new Column("State"),
            new Column("At (UTC)"));
        foreach (var migration in migrations)
        {
            table.Row(
                migration.Version.ToString(CultureInfo.InvariantCulture),
                migration.Name,
                direction switch { "up" => "applied now", "down" => "taken back now", _ => Word(migration.State) },
                migration.AppliedAt is { } at ? UtcText.ToSeconds(at) : "");
        }

        table.WriteTo(surroundings);
    }

    private static string Word(MigrationState state) => state switch
    {
        MigrationState.Pending => "pending",
        MigrationState.Applied => "applied",
        MigrationState.HalfApplied => "half applied: migrate again",
        MigrationState.Changed => "changed since it was applied",
        _ => "of a later version of isotherm",
    };
}
