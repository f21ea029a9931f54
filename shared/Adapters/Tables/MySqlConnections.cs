using Isotherm.Adapters.Identity;
using Isotherm.Core.Failures;
using MySqlConnector;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// Makes connections to one MySQL database and opens them: by password, or by a token of Google's IAM. The token is
/// fetched before a connection is opened and handed over by a callback that only returns it, so no thread waits for
/// it. (MySqlConnector's periodic provider renews by a timer, which stands still on an instance without CPU.)
/// </summary>
internal sealed class MySqlConnections
{
    private const int AccessDenied = 1045;

    private readonly string _pooled;
    private readonly string _unpooled;
    private readonly CertificateAuthorities? _authorities;
    private readonly IAccessTokens? _tokens;

    /// <param name="settings">The connection string, judged.</param>
    /// <param name="authorities">Who must have certified the server; null: as the connection string says.</param>
    /// <param name="tokens">The source of passwords; null: the connection string has it.</param>
    public MySqlConnections(
        MySqlConnectionStringBuilder settings, CertificateAuthorities? authorities, IAccessTokens? tokens)
    {
        Name = $"{settings.Server}:{settings.Port}/{settings.Database}";
        _authorities = authorities;
        _tokens = tokens;
        if (authorities is not null)
        {
            // Only so does MySqlConnector leave the certificate to the callback, and ask it before it logs in.
            settings.SslMode = MySqlSslMode.Required;
            settings.SslCa = "";
        }

        _pooled = settings.ConnectionString;
        settings.Pooling = false;
        _unpooled = settings.ConnectionString;
    }

    /// <summary>Server, port and database.</summary>
    public string Name { get; }

    public MySqlConnection Create() => With(new MySqlConnection(_pooled));

    /// <summary>A connection that ends when it is disposed, and not later in a pool.</summary>
    public MySqlConnection CreateUnpooled() => With(new MySqlConnection(_unpooled));

    /// <summary>Opens a connection; a token that is refused is replaced by a new one, once.</summary>
    /// <exception cref="TransientException">There is no token to be had.</exception>
    public async Task OpenAsync(MySqlConnection connection, CancellationToken cancellation)
    {
        if (_tokens is null)
        {
            await connection.OpenAsync(cancellation);
            return;
        }

        var token = await TakeTokenAsync(connection, _tokens, cancellation);
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (MySqlException refused) when (refused.Number == AccessDenied)
        {
            _tokens.Reject(token);
            await TakeTokenAsync(connection, _tokens, cancellation);
            await connection.OpenAsync(cancellation);
        }
    }

    private static async Task<string> TakeTokenAsync(
        MySqlConnection connection, IAccessTokens tokens, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(cancellation) ?? "";
        connection.ProvidePasswordCallback = _ => token;
        return token;
    }

    private MySqlConnection With(MySqlConnection connection)
    {
        if (_authorities is not null) connection.RemoteCertificateValidationCallback = _authorities.Check;
        return connection;
    }
}
