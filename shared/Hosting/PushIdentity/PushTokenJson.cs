using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isotherm.Hosting.PushIdentity;

/// <summary>The first part of a token.</summary>
internal sealed record PushTokenHeader(string? Alg, string? Kid, JsonElement? Crit);

/// <summary>The claims of a token. Times are seconds since 1970.</summary>
internal sealed record PushTokenClaims(
    string? Iss, string? Aud, string? Email, bool? EmailVerified, long? Exp, long? Iat, long? Nbf);

/// <summary>A JSON Web Key Set.</summary>
internal sealed record SigningKeySet(IReadOnlyList<SigningKey?>? Keys);

/// <summary>One key of it; numbers are base64url.</summary>
internal sealed record SigningKey(string? Kty, string? Use, string? Alg, string? Kid, string? N, string? E);

/// <summary>A claim that stands twice, or in another form, is refused: nobody may read it differently.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false, MaxDepth = 8)]
[JsonSerializable(typeof(PushTokenHeader))]
[JsonSerializable(typeof(PushTokenClaims))]
[JsonSerializable(typeof(SigningKeySet))]
internal sealed partial class PushTokenJson : JsonSerializerContext;
