using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Cli.Tests.Tables;

/// <summary><c>isotherm migrate --writer --reporter</c> on a real MySQL server.</summary>
public sealed class GrantTests
{
    /// <summary>Roles belong to the whole server, which may be somebody's own.</summary>
    private const string DropRoles = "DROP ROLE IF EXISTS 'isotherm_writer', 'isotherm_reporter'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_users_get_their_roles_and_a_second_time_changes_nothing()
    {
        await using var mysql = await TestMySql.CreateAsync();
        var tag = Guid.NewGuid().ToString("n")[..8];
        var (writer, reporter) = ($"w{tag}", $"r.{tag}-x");
        await mysql.OnServerAsync(
            $"CREATE USER '{writer}'@'%' IDENTIFIED BY 'planted', '{reporter}'@'%' IDENTIFIED BY 'planted'");
        try
        {
            using var shell = new Shell();
            shell.Variables["DATABASE"] = mysql.ConnectionString;
            string[] line =
                ["migrate", "--writer", $"{writer}@project.iam.gserviceaccount.com", "--reporter", reporter];

            Said.Last($"{reporter} has the role isotherm_reporter.\n", (await shell.RunAsync(line)).Succeeded());
            Said.Contains($"{writer} has the role isotherm_writer.\n", (await shell.RunAsync(line)).Succeeded());

            await ExecuteAsync(mysql, writer, "UPDATE settings SET value = 'polygon'");
            await ExecuteAsync(mysql, reporter, "SELECT * FROM region_temperature");
            var refused = await Assert.ThrowsAsync<MySqlException>(
                () => ExecuteAsync(mysql, reporter, "UPDATE settings SET value = 'rectangle'"));
            Assert.Equal(MySqlErrorCode.TableAccessDenied, refused.ErrorCode);
            refused = await Assert.ThrowsAsync<MySqlException>(
                () => ExecuteAsync(mysql, writer, "DROP TABLE region_temperature"));
            Assert.Equal(MySqlErrorCode.TableAccessDenied, refused.ErrorCode);
        }
        finally
        {
            await mysql.OnServerAsync($"DROP USER '{writer}'@'%', '{reporter}'@'%'; {DropRoles}");
        }
    }

    [Fact]
    public async Task A_user_who_is_not_there_is_named_and_one_who_may_not_grant_is_told_so()
    {
        await using var mysql = await TestMySql.CreateAsync();
        var weak = $"weak{Guid.NewGuid().ToString("n")[..8]}";
        await mysql.OnServerAsync(
            $"CREATE USER '{weak}'@'%' IDENTIFIED BY 'planted'; GRANT ALL ON {mysql.Name}.* TO '{weak}'@'%'");
        try
        {
            using var shell = new Shell();
            shell.Variables["DATABASE"] = mysql.ConnectionString;
            var nobody = await shell.RunAsync("migrate", "--reporter", "nobody-at-all");
            shell.Variables["DATABASE"] = Location(mysql, weak);
            var mayNot = await shell.RunAsync("migrate", "--reporter", weak);

            Assert.Equal((1, 1), (nobody.Code, mayNot.Code));
            Said.Contains("nobody-at-all", nobody.Error);
            Said.Contains("add the user to the server first.", nobody.Error);
            Said.First("isotherm: The user who is logged in may not grant", mayNot.Error);
        }
        finally
        {
            await mysql.OnServerAsync($"DROP USER '{weak}'@'%'; {DropRoles}");
        }
    }

    [Fact]
    public async Task A_file_has_no_users_and_none_is_made()
    {
        using var shell = new Shell();
        await shell.RunAsync("migrate", "--database", "sqlite:./there.db");

        var there = await shell.RunAsync("migrate", "--writer", "a", "--database", "sqlite:./there.db");
        var absent = await shell.RunAsync("migrate", "--writer", "a", "--database", "sqlite:./absent.db");

        Said.Contains("there.db has no users: --writer and --reporter are for MySQL.", there.Failed(code: 2));
        Assert.NotEqual(0, absent.Code);
        Assert.False(File.Exists(shell.PathOf("absent.db")));
    }

    private static async Task ExecuteAsync(TestMySql mysql, string user, string sql)
    {
        await using var connection = new MySqlConnection(Location(mysql, user));
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static string Location(TestMySql mysql, string user) =>
        new MySqlConnectionStringBuilder(mysql.ConnectionString)
        {
            UserID = user,
            Password = "planted",
            Pooling = false,
        }.ConnectionString;
}
