using System.Data.Common;
using System.Text.RegularExpressions;
using Isotherm.Core.Failures;
using MySqlConnector;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// Gives users of a MySQL server the rights of <c>sql/grants.sql</c>: the writer's or the reporter's, and no more.
/// Every step can be repeated.
/// </summary>
public sealed partial class Grants
{
    /// <summary>May change values, and nothing else: what aggregate and the operator need.</summary>
    public const string Writer = "isotherm_writer";

    /// <summary>May read.</summary>
    public const string Reporter = "isotherm_reporter";

    private readonly SqlDialect _dialect;

    internal Grants(SqlDialect dialect) => _dialect = dialect;

    /// <summary>
    /// The name that MySQL knows a user by, which is also the part of an account's e-mail address before the @; null
    /// when it is none: letters, digits, dot, minus and underscore, 32 at most.
    /// </summary>
    public static string? UserOf(string account)
    {
        var user = account.Split('@')[0];
        return UserName().IsMatch(user) ? user : null;
    }

    /// <summary>Makes the roles, with the tables that are there now, and gives them to these users.</summary>
    /// <param name="members">Users, each with <see cref="Writer"/> or <see cref="Reporter"/>.</param>
    /// <param name="cancellation">Ends the statements.</param>
    /// <exception cref="PoisonException">There is no such user, or the one who is logged in may not grant.</exception>
    /// <exception cref="TransientException">The database failed.</exception>
    public async Task GiveAsync(
        IReadOnlyList<(string User, string Role)> members, CancellationToken cancellation)
    {
        try
        {
            await using var connection = _dialect.CreateMigratorConnection();
            await _dialect.OpenAsync(connection, cancellation);
            await ExecuteAsync(connection, SqlFiles.Read("grants.sql"), cancellation);
            foreach (var (user, role) in members)
            {
                // Roles and users are no values that a statement takes as parameters; UserOf lets no quote through.
                await ExecuteAsync(connection, $"GRANT '{role}' TO '{UserOf(user)}'@'%'", cancellation);
                await ExecuteAsync(connection, $"SET DEFAULT ROLE ALL TO '{UserOf(user)}'@'%'", cancellation);
            }
        }
        catch (Exception error) when (_dialect.Classify(error) != SqlFault.None)
        {
            throw Translate(error);
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing in it comes from outside but user names, which are checked.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private Exception Translate(Exception error) => (error as MySqlException)?.Number switch
    {
        3523 or 1410 => new PoisonException($"{error.Message}: add the user to the server first.", error),
        1044 or 1142 or 1227 => new PoisonException(
            $"The user who is logged in may not grant: take the one who owns the tables. {error.Message}", error),
        _ => _dialect.Translate(error),
    };

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,32}\z")]
    private static partial Regex UserName();
}
