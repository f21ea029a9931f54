namespace Isotherm.Adapters.Messages;

/// <summary>Where Pub/Sub answers.</summary>
/// <param name="Address">Scheme, host and port.</param>
/// <param name="TakesTokens">False for the emulator: it knows no accounts, so no token is sent to it.</param>
public sealed record PubSubEndpoint(Uri Address, bool TakesTokens)
{
    /// <summary>Pub/Sub itself.</summary>
    public static PubSubEndpoint Google { get; } = new(new Uri("https://pubsub.googleapis.com/"), TakesTokens: true);

    /// <summary>
    /// The emulator when <c>PUBSUB_EMULATOR_HOST</c> is set, else Pub/Sub itself; null, with the reason, when the
    /// variable holds no host and port.
    /// </summary>
    /// <param name="emulatorHost">The value of the variable: <c>HOST:PORT</c>, or <c>http://HOST:PORT</c>.</param>
    /// <param name="refusal">Why there is no endpoint, ready to stand after the name of the variable.</param>
    public static PubSubEndpoint? Find(string? emulatorHost, out string? refusal)
    {
        refusal = null;
        if (string.IsNullOrEmpty(emulatorHost)) return Google;
        var text = emulatorHost.Contains("://", StringComparison.Ordinal) ? emulatorHost : "http://" + emulatorHost;
        var good = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttp
            && address.PathAndQuery == "/"
            && address is { UserInfo.Length: 0, Fragment.Length: 0, Port: > 0 };
        if (good) return new PubSubEndpoint(address!, TakesTokens: false);
        refusal = "must be the host and port of the Pub/Sub emulator, like 127.0.0.1:8085.";
        return null;
    }
}
