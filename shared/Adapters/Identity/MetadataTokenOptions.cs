namespace Isotherm.Adapters.Identity;

/// <summary>How the metadata server is asked for tokens.</summary>
public sealed record MetadataTokenOptions
{
    /// <summary>The environment variable by which Google's own clients find another metadata server.</summary>
    public const string HostVariable = "GCE_METADATA_HOST";

    /// <summary>Host, with a port if it is not 80.</summary>
    public string Host { get; init; } = "metadata.google.internal";

    /// <summary>
    /// The only thing that the tokens are good for, an OAuth scope; null: everything that the account may do.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>The longest one request may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests for one token before the caller is told to try again later.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>The wait after the first failed request; each further wait is twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A token is renewed when it has less than this to live. The metadata server hands out a new one only in the
    /// last five minutes of the old one, so asking earlier is in vain.
    /// </summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromSeconds(225);

    /// <summary>The wait after a renewal that failed while the old token still holds.</summary>
    public TimeSpan RenewalPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The address of the token, or null when the host is none.</summary>
    internal Uri? Address =>
        !Host.Contains('/', StringComparison.Ordinal)
        && Uri.CheckHostName(Host.Split(':')[0]) != UriHostNameType.Unknown
        && Uri.TryCreate(
            $"http://{Host}/computeMetadata/v1/instance/service-accounts/default/token{Query}",
            UriKind.Absolute,
            out var address)
            ? address
            : null;

    private string Query => Scope is null ? "" : "?scopes=" + Uri.EscapeDataString(Scope);

    /// <summary>The options with the host that <see cref="HostVariable"/> names, if it names one.</summary>
    public static MetadataTokenOptions FromEnvironment(Func<string, string?> variable) =>
        variable(HostVariable) is { Length: > 0 } host ? new() { Host = host } : new();
}
