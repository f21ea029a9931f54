using Isotherm.Adapters.Tests.Reports;
using MySqlConnector;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>
/// A user with one role of sql/grants.sql, its name made unique, as roles belong to the whole server. Both end when it
/// is disposed.
/// </summary>
internal sealed class MySqlRoleUser : IAsyncDisposable
{
    private readonly MySqlFixture _mysql;
    private readonly string _tag;

    private MySqlRoleUser(MySqlFixture mysql, string tag)
    {
        (_mysql, _tag) = (mysql, tag);
        Location = new MySqlConnectionStringBuilder(mysql.Server.ConnectionString)
        {
            UserID = $"u{tag}",
            Password = "planted",
        }.ConnectionString;
    }

    /// <summary>The database, as this user.</summary>
    public string Location { get; }

    /// <param name="mysql">A migrated database.</param>
    /// <param name="role"><c>writer</c> or <c>reporter</c>.</param>
    public static async Task<MySqlRoleUser> CreateAsync(MySqlFixture mysql, string role)
    {
        var tag = Guid.NewGuid().ToString("n")[..8];
        var grants = ShippedQuery.Read("grants.sql").Replace("isotherm_", $"t{tag}_", StringComparison.Ordinal);
        await mysql.ExecuteAsync(grants);
        await mysql.ExecuteAsync(grants);
        await mysql.ExecuteAsync(
            $"CREATE USER 'u{tag}'@'%' IDENTIFIED BY 'planted'; GRANT 't{tag}_{role}' TO 'u{tag}'@'%';"
            + $" SET DEFAULT ROLE ALL TO 'u{tag}'@'%'");
        return new MySqlRoleUser(mysql, tag);
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new MySqlConnection(Location);
        await MySqlConnection.ClearPoolAsync(connection);
        await _mysql.ExecuteAsync($"DROP USER 'u{_tag}'@'%'; DROP ROLE 't{_tag}_writer', 't{_tag}_reporter'");
    }
}
