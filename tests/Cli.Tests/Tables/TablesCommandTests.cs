using Microsoft.Data.Sqlite;

namespace Isotherm.Cli.Tests.Tables;

public sealed class TablesCommandTests
{
    private const string Database = "sqlite:./isotherm.db";

    [Fact]
    public async Task Migrations_are_applied_shown_and_taken_back()
    {
        using var shell = new Shell();
        var up = (await shell.RunAsync("migrate", "--database", Database)).Succeeded();
        var again = (await shell.RunAsync("migrate", "up", "--database", Database)).Succeeded();
        var status = (await shell.RunAsync("migrate", "status", "--database", Database)).Succeeded();
        var down = (await shell.RunAsync("migrate", "down", "--to", "0", "--database", Database)).Succeeded();
        var pending = (await shell.RunAsync("migrate", "status", "--database", Database)).Succeeded();

        Said.Contains("| applied now |", up);
        Said.Last("isotherm.db: nothing to do.\n", again);
        Said.Contains("| applied |", status);
        Said.Contains("| taken back now |", down);
        Said.Contains("| pending |", pending);
    }

    [Fact]
    public async Task A_schema_that_differs_is_told_and_left_alone()
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", Database);
        await using (var connection = new SqliteConnection($"Data Source={shell.PathOf("isotherm.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                UPDATE schema_migrations SET checksum = 'other' WHERE version = 1;
                UPDATE schema_migrations SET complete = 0 WHERE version = 2;
                INSERT INTO schema_migrations (version, name, checksum, complete, applied_at)
                SELECT 99, 'later', checksum, 1, applied_at FROM schema_migrations LIMIT 1;
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var status = (await shell.RunAsync("migrate", "status", "--database", Database)).Succeeded();
        Said.Contains("| changed since it was applied", status);
        Said.Contains("| half applied: migrate again", status);
        Said.Contains("| of a later version of isotherm", status);
        var up = await shell.RunAsync("migrate", "--database", Database);
        Said.Contains("was changed after it was applied", up.Failed());
    }

    [Theory]
    [InlineData("sideways", "'sideways' is no way to migrate: use up, down or status.")]
    [InlineData("down", "down needs --to VERSION; the data of later tables go with them.")]
    [InlineData("down --to last", "down needs --to VERSION; the data of later tables go with them.")]
    [InlineData("up --to 1", "--to goes with down.")]
    [InlineData("status --writer a", "--writer and --reporter go with up.")]
    [InlineData("--reporter a'b", "'a'b' is no user: write letters, digits, dot, minus and underscore, 32 at most, "
        + "or an e-mail address that begins so.")]
    public async Task A_wrong_migration_is_explained(string line, string message)
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync(["migrate", "--database", Database, .. line.Split(' ')]);

        Assert.Equal(message + " See: isotherm migrate --help", finished.Failed(code: 2));
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Folder));
    }

    [Fact]
    public async Task A_version_that_there_is_not_is_a_wrong_command_line()
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", Database);

        var refused = await shell.RunAsync("migrate", "down", "--to", "99", "--database", Database);

        Said.First("There is no version 99: use 0 to ", refused.Failed(code: 2));
    }

    [Theory]
    [InlineData("method")]
    [InlineData("report")]
    [InlineData("runs")]
    [InlineData("migrate")]
    public async Task A_file_that_is_no_database_is_not_a_thing_to_try_again(string command)
    {
        using var shell = new Shell();
        shell.Write("isotherm.db", new string('x', 5_000));
        shell.Variables["DATABASE"] = Database;

        var message = (await shell.RunAsync(command.Split(' '))).Failed();

        Said.Contains("file is not a database", message);
        Said.Not("try again", message);
    }

    [Fact]
    public async Task The_method_is_shown_and_changed()
    {
        using var shell = new Shell();
        await shell.RunAsync("demo", "--hours", "2");
        var before = (await shell.RunAsync("method")).Succeeded();
        var report = (await shell.RunAsync("report")).Succeeded();
        var change = (await shell.RunAsync("method", "polygon")).Succeeded();
        var same = (await shell.RunAsync("method", "polygon")).Succeeded();

        Assert.Equal("rectangle\n", before);
        Assert.Equal("polygon is shown from now on, rectangle no longer: 2 hours written again.\n", change);
        Assert.Equal("polygon is shown already: nothing changed.\n", same);
        Assert.Equal("polygon\n", (await shell.RunAsync("method")).Succeeded());
        Assert.NotEqual(report, (await shell.RunAsync("report")).Succeeded());
    }

    [Fact]
    public async Task A_method_that_does_not_exist_is_refused()
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync("method", "circle", "--database", Database);

        Said.First("'circle' is no method: use rectangle or polygon.", finished.Failed(code: 2));
    }

    [Theory]
    [InlineData("method")]
    [InlineData("report")]
    [InlineData("migrate")]
    public async Task Without_any_database_the_command_line_is_wrong(string command)
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync(command);

        Assert.Equal(
            "No database is given: use --database or set DATABASE (sqlite:PATH or a MySQL connection string). "
            + $"See: isotherm {command} --help",
            finished.Failed(code: 2));
    }

    [Theory]
    [InlineData("method")]
    [InlineData("report")]
    [InlineData("migrate status")]
    public async Task A_file_that_is_not_there_is_not_made_by_a_question(string command)
    {
        using var shell = new Shell();
        shell.Variables["DATABASE"] = Database;
        var finished = await shell.RunAsync(command.Split(' '));

        Said.Last("is not there: check the path, or make it with isotherm migrate.", finished.Failed());
        Assert.Empty(Directory.EnumerateFileSystemEntries(shell.Folder));
    }

    [Theory]
    [InlineData("method")]
    [InlineData("report")]
    public async Task A_database_that_is_not_migrated_is_one_clear_line(string command)
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", Database);
        await shell.RunAsync("migrate", "down", "--to", "0", "--database", Database);
        var finished = await shell.RunAsync(command, "--database", Database);

        var message = finished.Failed();
        Said.Contains("run 'isotherm migrate'", message);
        Said.Not("try again", message);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_said_without_the_password()
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync(
            "migrate", "--database", "Server=127.0.0.1;Port=9;Database=x;User ID=u;Password=topsecret");

        var message = finished.Failed();
        Said.Contains("try again", message);
        Said.Not("topsecret", message);
    }

    [Fact]
    public async Task A_location_that_is_none_is_refused()
    {
        using var shell = new Shell();
        var finished = await shell.RunAsync("report", "--database", "nonsense");

        Said.First("It is neither sqlite:PATH nor", finished.Failed(code: 2));
    }
}
