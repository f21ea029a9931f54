using MySqlConnector;

namespace Isotherm.Testing.Tables;

/// <summary>
/// A fresh database on the MySQL server for tests, which the variable <see cref="Variable"/> names by the connection
/// string of a user that may create databases. Dropped when disposed.
/// </summary>
public sealed class TestMySql : IAsyncDisposable
{
    public const string Variable = "ISOTHERM_TEST_MYSQL";

    private readonly string _server;

    private TestMySql(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new MySqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string Name { get; }

    /// <summary>The location of the database.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Where there is no server the test is skipped visibly; on the build server, where there must be one, it fails.
    /// </summary>
    public static void RequireServer()
    {
        if (Server is not null) return;
        const string fault = $"{Variable} names no MySQL server: start one by 'bash tests/mysql.sh start'.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(fault);
        Assert.Skip(fault);
    }

    public static async Task<TestMySql> CreateAsync()
    {
        RequireServer();
        var database = new TestMySql(Server!, $"isotherm_test_{Guid.NewGuid():n}");
        await database.OnServerAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    /// <summary>Runs statements as the user who may do anything, outside of the database.</summary>
    public async Task OnServerAsync(string sql)
    {
        await using var connection = new MySqlConnection(_server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new MySqlConnection(ConnectionString);
        await MySqlConnection.ClearPoolAsync(connection);
        await OnServerAsync($"DROP DATABASE {Name}");
    }

    private static string? Server =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;
}
