using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>A JSON Web Token in its compact form (RFC 7519), taken apart and not yet trusted.</summary>
/// <param name="KeyId">The key that it says it is signed with.</param>
/// <param name="Claims">What it says.</param>
/// <param name="Signed">The bytes that are signed.</param>
/// <param name="Signature">Their signature.</param>
internal sealed record PushToken(string KeyId, PushTokenClaims Claims, byte[] Signed, byte[] Signature)
{
    private const int MaxLength = 8192;
    private const string RemovedSignature = "SIGNATURE_REMOVED_BY_GOOGLE";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Null, with the reason, when it is none, or is not signed with RS256.</summary>
    public static PushToken? Parse(string text, out string? refusal)
    {
        refusal = "The token is not a JSON Web Token.";
        if (text.Length > MaxLength || text.Split('.') is not [var first, var second, var third]) return null;
        var header = Read(first, PushTokenJson.Default.PushTokenHeader);
        var claims = Read(second, PushTokenJson.Default.PushTokenClaims);
        if (header is null || claims is null) return null;
        refusal = third == RemovedSignature
            ? "The platform took the signature off the token: it checks the caller itself, so switch this check off."
            : Refusal(header);
        if (refusal is not null) return null;
        refusal = "The signature of the token is not base64url.";
        if (Decode(third) is not { Length: > 0 } signature) return null;
        refusal = null;
        return new PushToken(header.Kid!, claims, Encoding.ASCII.GetBytes(text[..^(third.Length + 1)]), signature);
    }

    /// <summary>The bytes of base64url without padding (RFC 7515); null when it is none.</summary>
    public static byte[]? Decode(string text) =>
        text.AsSpan().ContainsAnyExcept(Letters) || !Base64Url.IsValid(text) ? null : Base64Url.DecodeFromChars(text);

    /// <summary>The algorithm is ours to choose: none, or a MAC made with the public key, must not pass.</summary>
    private static string? Refusal(PushTokenHeader header)
    {
        if (header.Alg != "RS256") return "The token is not signed with RS256.";
        if (header.Crit is not null) return "The token asks for an extension that is not known here.";
        return string.IsNullOrEmpty(header.Kid) ? "The token does not say which key it is signed with." : null;
    }

    private static T? Read<T>(string part, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Decode(part) is { } json ? JsonSerializer.Deserialize(json, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
