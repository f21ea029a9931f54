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

        --writer and --reporter, which may be repeated, give users of a MySQL server the rights of sql/grants.sql after
        the migrations, also those on tables that are new. The users must be there; an e-mail address stands for the
        user that Cloud SQL makes of it, which is its part before the @.
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
        var writers = UsersOption("--writer", "A user who may change values.");
        var reporters = UsersOption("--reporter", "A user who may read.");
        var command = new ExampleCommand(
            "migrate",
            "Bring a database to the schema of this program, or back.",
            Details,
            "isotherm migrate --database sqlite:./isotherm.db",
            "isotherm migrate --writer aggregate@my-project.iam.gserviceaccount.com --reporter analyst",
            "isotherm migrate status",
            "isotherm migrate down --to 0 --database sqlite:./isotherm.db")
        {
            direction, database, to, writers, reporters,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetRequiredValue(direction),
            parsed.GetValue(to),
            Members(parsed, writers, reporters),
            parsed.GetValue(database),
            surroundings,
            cancellation));
        return command;
    }

    private static Option<string[]> UsersOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "USER",
    };

    private static (string User, string Role)[] Members(
        ParseResult parsed, Option<string[]> writers, Option<string[]> reporters) =>
    [
        .. (parsed.GetValue(writers) ?? []).Select(user => (user, Grants.Writer)),
        .. (parsed.GetValue(reporters) ?? []).Select(user => (user, Grants.Reporter)),
    ];

    private static async Task<int> RunAsync(
        string direction,
        string? to,
        (string User, string Role)[] members,
        string? location,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        var version = 0;
        if (Mistake(direction, to, members) is { } mistake) return surroundings.Misuse("migrate", mistake);
        if (direction == "down" && !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out version))
            return surroundings.Misuse("migrate", "down needs --to VERSION; the data of later tables go with them.");
        var isMade = direction == "up" && members.Length == 0;
        if (!OpenedDatabase.TryOpen(surroundings, "migrate", location, isMade, out var database, out var code))
            return code;
        if (members.Length > 0 && database.Grants is null)
        {
            return surroundings.Misuse(
                "migrate", $"{database.Name} has no users: --writer and --reporter are for MySQL.");
        }

        var migrator = database.Migrator;
        if (version > migrator.LatestVersion)
        {
            return surroundings.Misuse("migrate", string.Create(
                CultureInfo.InvariantCulture, $"There is no version {version}: use 0 to {migrator.LatestVersion}."));
        }

        var migrations = direction switch
        {
            "up" => await migrator.UpAsync(cancellation),
            "down" => await migrator.DownAsync(version, cancellation),
            _ => await migrator.StatusAsync(cancellation),
        };
        Write(direction, migrations, database, surroundings);
        if (members.Length > 0) await database.Grants!.GiveAsync(members, cancellation);
        foreach (var (user, role) in members)
            await surroundings.Output.WriteLineAsync($"{Grants.UserOf(user)} has the role {role}.");
        return ExitCode.Success;
    }

    private static string? Mistake(string direction, string? to, (string User, string Role)[] members)
    {
        if (direction is not ("up" or "down" or "status"))
            return $"'{direction}' is no way to migrate: use up, down or status.";
        if (direction != "down" && to is not null) return "--to goes with down.";
        if (direction != "up" && members.Length > 0) return "--writer and --reporter go with up.";
        return members.Where(member => Grants.UserOf(member.User) is null)
            .Select(member => $"'{member.User}' is no user: write letters, digits, dot, minus and underscore, "
                + "32 at most, or an e-mail address that begins so.").FirstOrDefault();
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
