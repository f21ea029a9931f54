namespace Isotherm.Hosting.PushIdentity;

/// <summary>Whose pushes are taken, where the platform does not check it. Immutable.</summary>
/// <param name="Audience">The audience that the push subscription is configured with, exactly.</param>
/// <param name="ServiceAccount">The address of the account whose token it sends.</param>
/// <param name="KeysAddress">Where the public keys of the issuer are, as a JSON Web Key Set.</param>
public sealed record PushIdentityOptions(string Audience, string ServiceAccount, Uri KeysAddress)
{
    private const string AudienceName = "PUSH_AUDIENCE";
    private const string ServiceAccountName = "PUSH_SERVICE_ACCOUNT";
    private const string KeysName = "PUSH_KEYS_URL";

    /// <summary>The keys with which Google signs the tokens of service accounts.</summary>
    public static Uri GoogleKeys { get; } = new("https://www.googleapis.com/oauth2/v3/certs");

    /// <summary>
    /// Null when neither <c>PUSH_AUDIENCE</c> nor <c>PUSH_SERVICE_ACCOUNT</c> is set: the check is off. Mistakes are
    /// noted in the settings; among them that the check is on where Cloud Run has made it impossible.
    /// </summary>
    public static PushIdentityOptions? Bind(EnvironmentSettings settings)
    {
        if (!settings.IsSet(AudienceName) && !settings.IsSet(ServiceAccountName))
        {
            var pointless = settings.IsSet(KeysName);
            if (pointless) settings.Refuse(KeysName, $"is set, but {AudienceName} is not: nothing is checked.");
            return null;
        }

        var audience = settings.Required(AudienceName);
        var account = settings.Required(ServiceAccountName);
        if (account.Length > 0 && !IsAddress(account))
        {
            settings.Refuse(ServiceAccountName, "must be the address of a service account.");
        }

        if (settings.IsSet("K_SERVICE"))
        {
            settings.Refuse(
                AudienceName,
                "must not be set on Cloud Run: it checks the caller itself (roles/run.invoker) and takes the signature "
                + $"off the token, so no push could pass. Unset {AudienceName} and {ServiceAccountName}.");
        }

        var keys = settings.Optional(KeysName, GoogleKeys.AbsoluteUri);
        var good = Uri.TryCreate(keys, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
        if (!good) settings.Refuse(KeysName, "must be an https address (http on this machine only).");
        return new PushIdentityOptions(audience, account, good ? address! : GoogleKeys);
    }

    private static bool IsAddress(string account) =>
        account.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !account.Any(char.IsWhiteSpace);
}
