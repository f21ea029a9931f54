using System.Data.Common;
using Isotherm.Adapters.Identity;
using MySqlConnector;

namespace Isotherm.Adapters.Tables;

/// <summary>Reads and judges a MySQL connection string.</summary>
internal static class MySqlLocation
{
    private const int CommandSeconds = 10;
    private const int ConnectSeconds = 10;

    /// <summary>How long it is tried to end a statement on the server before its connection is just closed.</summary>
    private const int CancelSeconds = 1;

    /// <summary>What a MySqlConnector connection string must look like.</summary>
    private const string Form =
        "It is neither sqlite:PATH nor a MySQL connection string"
        + " (Server=...;Port=3306;Database=...;User ID=...;Password='...').";

    /// <summary>How to reach the database; null, with the reason, when the location says no such thing.</summary>
    /// <param name="location">The connection string.</param>
    /// <param name="tokens">Where the password comes from when it is a token of Google's IAM; else null.</param>
    /// <param name="refusal">What is wrong: server, port, database and file names at most, never a value.</param>
    public static MySqlConnections? Read(string location, IAccessTokens? tokens, out string? refusal)
    {
        var settings = Parse(location);
        refusal = settings is null ? Form : Refusal(settings) ?? (tokens is null ? null : RefusalOfToken(settings));
        if (refusal is not null) return null;
        var isVerified = settings!.SslMode >= MySqlSslMode.VerifyCA && settings.SslCa.Length > 0;
        var authorities = isVerified
            ? CertificateAuthorities.Load(settings.SslCa, settings.SslMode == MySqlSslMode.VerifyFull, out refusal)
            : null;
        if (refusal is not null) return null;
        if (tokens is not null) settings.UserID = settings.UserID.Split('@')[0];
        return new MySqlConnections(settings, authorities, tokens);
    }

    private static string? Refusal(MySqlConnectionStringBuilder settings)
    {
        if (settings.Server.Length == 0) return "The MySQL connection string names no Server.";
        return settings.Database.Length == 0 ? "The MySQL connection string names no Database." : null;
    }

    /// <summary>A token goes over the wire in clear, so only to a server that has proved who it is.</summary>
    private static string? RefusalOfToken(MySqlConnectionStringBuilder settings)
    {
        if (settings.SslMode < MySqlSslMode.VerifyCA || settings.SslCa.Length == 0)
            return "A login by IAM sends a token in clear, so the server must prove who it is: the connection string"
                + " needs SslMode=VerifyCA (or VerifyFull) and SslCa=FILE, the server CA of the instance.";
        if (settings.Password.Length > 0)
            return "A login by IAM takes a token for a password: the connection string must have no Password.";
        return settings.UserID.Split('@')[0].Length == 0
            ? "A login by IAM needs User ID=ACCOUNT in the connection string: the e-mail of the service account."
            : null;
    }

    /// <summary>Null when it cannot be read: the parser's own words may quote a piece of a password.</summary>
    private static MySqlConnectionStringBuilder? Parse(string location)
    {
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = location };
            if (given.Count == 0) return null;
            var defaults = new MySqlConnectionStringBuilder
            {
                DefaultCommandTimeout = CommandSeconds,
                ConnectionTimeout = ConnectSeconds,
                CancellationTimeout = CancelSeconds,
                MaximumPoolSize = Databases.DefaultPoolSize,
            };
            foreach (string key in given.Keys) defaults[key] = given[key];
            return defaults;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException
            or InvalidOperationException or InvalidCastException)
        {
            return null;
        }
    }
}
