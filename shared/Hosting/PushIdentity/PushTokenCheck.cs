using System.Security.Cryptography;
using Isotherm.Core.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>
/// Decides whether a request is a push of the configured subscription, by the OpenID Connect token that Pub/Sub sends
/// with it: signed by Google with RS256, in its time, for the configured audience and of the configured account.
/// </summary>
public sealed class PushTokenCheck(PushIdentityOptions options, SigningKeys keys, TimeProvider clock)
{
    /// <summary>Clocks of two machines may differ by so many seconds.</summary>
    private const long Skew = 30;

    private const string Scheme = "Bearer ";

    private static readonly string[] Issuers = ["https://accounts.google.com", "accounts.google.com"];

    /// <summary>
    /// Null when the caller is the one; else 401 for a token that is missing, malformed, not signed by Google or not
    /// in its time, and 403 for a good token of somebody else or for something else.
    /// </summary>
    /// <param name="authorization">The Authorization header.</param>
    /// <param name="cancellation">Ends the wait for the keys.</param>
    /// <exception cref="TransientException">The keys cannot be loaded.</exception>
    public async ValueTask<FailureAnswer?> CheckAsync(StringValues authorization, CancellationToken cancellation)
    {
        if (authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthorized("A bearer token is required.");
        }

        var token = PushToken.Parse(header[Scheme.Length..].Trim(), out var refusal);
        if (token is null) return Unauthorized(refusal!);
        if (await keys.FindAsync(token.KeyId, cancellation) is not { } key)
        {
            return Unauthorized("The token is signed with a key that its issuer does not have.");
        }

        if (!IsSigned(token, key)) return Unauthorized("The signature of the token is wrong.");
        return Untimely(token.Claims) ?? Foreign(token.Claims);
    }

    private static bool IsSigned(PushToken token, RSAParameters key)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private FailureAnswer? Untimely(PushTokenClaims claims)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        if (claims is not { Exp: { } expires, Iat: { } issued })
        {
            return Unauthorized("The token does not say when it holds.");
        }

        if (expires <= now - Skew) return Unauthorized("The token has expired.");
        return issued > now + Skew || claims.Nbf > now + Skew ? Unauthorized("The token does not hold yet.") : null;
    }

    private FailureAnswer? Foreign(PushTokenClaims claims)
    {
        if (!Issuers.Contains(claims.Iss)) return Forbidden("The token is not issued by Google.");
        if (claims.Aud != options.Audience) return Forbidden("The token is for another audience.");
        if (claims.Email != options.ServiceAccount) return Forbidden("The token is of another account.");
        return claims.EmailVerified == true ? null : Forbidden("The account of the token is not verified.");
    }

    private static FailureAnswer Unauthorized(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    private static FailureAnswer Forbidden(string reason) => new(StatusCodes.Status403Forbidden, reason);
}
