using System.Data.Common;
using Isotherm.Testing;
using Microsoft.Data.Sqlite;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>SQLite in a folder of its own.</summary>
public sealed class SqliteFixture : TablesFixture
{
    private readonly TemporaryFolder _folder = new();

    public override string QueryFolder => "sqlite/";

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("tables.db")}");
        await connection.OpenAsync();
        return connection;
    }

    protected override Task<string?> CreateAsync() => Task.FromResult<string?>($"sqlite:{_folder.File("tables.db")}");

    protected override Task DropAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
