using System.Data.Common;
using Isotherm.Testing.Tables;
using MySqlConnector;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>A database of its own on the MySQL server for tests.</summary>
public sealed class MySqlFixture : TablesFixture
{
    private TestMySql? _database;

    public override string QueryFolder => "";

    public TestMySql Server => _database ?? throw new InvalidOperationException("There is no server.");

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new MySqlConnection(Server.ConnectionString + ";AllowUserVariables=True");
        await connection.OpenAsync();
        return connection;
    }

    public override void RequireServer() => TestMySql.RequireServer();

    protected override async Task<string?> CreateAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestMySql.Variable))) return null;
        _database = await TestMySql.CreateAsync();
        return _database.ConnectionString;
    }

    protected override async Task DropAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }
}
