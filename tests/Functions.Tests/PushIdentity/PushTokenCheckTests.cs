using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Isotherm.Hosting;
using Isotherm.Hosting.PushIdentity;
using Isotherm.Testing.PushIdentity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.PushIdentity;

/// <summary>Which tokens pass, with keys of our own.</summary>
public sealed class PushTokenCheckTests
{
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task The_token_of_the_configured_account_for_the_configured_audience_passes(string scheme) =>
        Assert.Null(await CheckAsync(scheme + TokenIssuer.Token()));

    [Fact]
    public async Task The_short_name_of_the_issuer_passes_too() =>
        Assert.Null(await CheckTokenAsync(Claims(("iss", "accounts.google.com"))));

    [Theory]
    [InlineData(-3600, 3600)]
    [InlineData(30, 3630)]
    [InlineData(-3629, -29)]
    public async Task A_token_passes_within_its_time_and_thirty_seconds_around_it(int issued, int expires) =>
        Assert.Null(await CheckTokenAsync(Timed(issued, expires)));

    [Theory]
    [InlineData(-3630, -30, "The token has expired.")]
    [InlineData(-7200, -3600, "The token has expired.")]
    [InlineData(31, 3631, "The token does not hold yet.")]
    public async Task A_token_out_of_its_time_gets_401(int issued, int expires, string reason) =>
        Assert.Equal(new FailureAnswer(Unauthorized, reason), await CheckTokenAsync(Timed(issued, expires)));

    [Theory]
    [InlineData(long.MinValue, "The token has expired.")]
    [InlineData(long.MaxValue, null)]
    public async Task The_ends_of_time_do_no_harm(long expires, string? reason) =>
        Assert.Equal(reason, (await CheckTokenAsync(Claims(("exp", expires))))?.Reason);

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    public async Task A_token_without_a_time_gets_401(string claim)
    {
        var claims = TokenIssuer.Claims();
        claims.Remove(claim);

        var answer = await CheckTokenAsync(claims);

        Assert.Equal(new FailureAnswer(Unauthorized, "The token does not say when it holds."), answer);
    }

    [Fact]
    public async Task A_token_that_begins_later_gets_401() => Assert.Equal(
        "The token does not hold yet.",
        (await CheckTokenAsync(Claims(("nbf", TokenIssuer.Now.ToUnixTimeSeconds() + 31))))?.Reason);

    [Theory]
    [InlineData("aud", "https://other.example/push", "The token is for another audience.")]
    [InlineData("aud", TokenIssuer.Audience + "/", "The token is for another audience.")]
    [InlineData("aud", "HTTPS://aggregate.example/push", "The token is for another audience.")]
    [InlineData("aud", null, "The token is for another audience.")]
    [InlineData("email", "other@my-project.iam.gserviceaccount.com", "The token is of another account.")]
    [InlineData("email", "Pusher@my-project.iam.gserviceaccount.com", "The token is of another account.")]
    [InlineData("email", null, "The token is of another account.")]
    [InlineData("iss", "https://accounts.google.com.evil.example", "The token is not issued by Google.")]
    [InlineData("iss", "http://accounts.google.com", "The token is not issued by Google.")]
    [InlineData("iss", null, "The token is not issued by Google.")]
    public async Task A_good_token_of_or_for_somebody_else_gets_403(string claim, string? value, string reason) =>
        Assert.Equal(new FailureAnswer(Forbidden, reason), await CheckTokenAsync(Claims((claim, value))));

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task An_address_that_is_not_verified_gets_403(bool? verified) => Assert.Equal(
        new FailureAnswer(Forbidden, "The account of the token is not verified."),
        await CheckTokenAsync(Claims(("email_verified", verified))));

    [Fact]
    public async Task An_altered_claim_breaks_the_signature()
    {
        var parts = TokenIssuer.Token(Claims(("email", "other@example.com"))).Split('.');
        var forged = $"{parts[0]}.{TokenIssuer.Part(TokenIssuer.Claims())}.{parts[2]}";

        var answer = await CheckAsync("Bearer " + forged);

        Assert.Equal(new FailureAnswer(Unauthorized, "The signature of the token is wrong."), answer);
    }

    [Fact]
    public async Task Every_altered_byte_of_the_signature_breaks_it()
    {
        var token = TokenIssuer.Token();
        var dot = token.LastIndexOf('.');
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        await using var issuer = await TokenIssuer.StartAsync();
        using var keys = Keys(issuer);
        for (var i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 1;
            var answer = await CheckAsync(keys, $"Bearer {token[..dot]}.{Base64Url.EncodeToString(signature)}");
            Assert.Equal(Unauthorized, answer?.Status);
            signature[i] ^= 1;
        }

        Assert.Equal(Unauthorized, (await CheckAsync(keys, "Bearer " + token[..^4]))?.Status);
        Assert.Equal(Unauthorized, (await CheckAsync(keys, "Bearer " + token + "AAAA"))?.Status);
    }

    [Fact]
    public async Task A_token_signed_by_another_key_under_the_name_of_a_good_one_gets_401()
    {
        var signed = TokenIssuer.Part(TokenIssuer.Header("one")) + "." + TokenIssuer.Part(TokenIssuer.Claims());

        var answer = await CheckAsync("Bearer " + TokenIssuer.Sign(signed, key: "stranger"));

        Assert.Equal(new FailureAnswer(Unauthorized, "The signature of the token is wrong."), answer);
    }

    [Fact]
    public async Task A_key_that_the_issuer_does_not_have_gets_401() => Assert.Equal(
        new FailureAnswer(Unauthorized, "The token is signed with a key that its issuer does not have."),
        await CheckAsync("Bearer " + TokenIssuer.Token(key: "stranger")));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("rs256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_algorithm_gets_401_even_with_a_good_signature(string? algorithm)
    {
        var header = TokenIssuer.Header("one");
        header["alg"] = algorithm;

        var answer = await CheckAsync("Bearer " + TokenIssuer.Token(header: header));

        Assert.Equal(new FailureAnswer(Unauthorized, "The token is not signed with RS256."), answer);
    }

    [Fact]
    public async Task A_token_without_signature_that_says_none_gets_401()
    {
        var header = new JsonObject { ["alg"] = "none", ["typ"] = "JWT" };
        var unsigned = TokenIssuer.Part(header) + "." + TokenIssuer.Part(TokenIssuer.Claims()) + ".";

        Assert.Equal("The token is not signed with RS256.", (await CheckAsync("Bearer " + unsigned))?.Reason);
    }

    [Fact]
    public async Task A_mac_made_with_the_public_key_gets_401()
    {
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = "one", ["typ"] = "JWT" };
        var signed = TokenIssuer.Part(header) + "." + TokenIssuer.Part(TokenIssuer.Claims());
        var secret = Encoding.ASCII.GetBytes(TokenIssuer.Key("one").ExportSubjectPublicKeyInfoPem());
        var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));

        var answer = await CheckAsync($"Bearer {signed}.{Base64Url.EncodeToString(mac)}");

        Assert.Equal(new FailureAnswer(Unauthorized, "The token is not signed with RS256."), answer);
    }

    [Fact]
    public async Task A_token_whose_signature_the_platform_took_off_says_so()
    {
        var token = TokenIssuer.Token();
        var stripped = token[..(token.LastIndexOf('.') + 1)] + "SIGNATURE_REMOVED_BY_GOOGLE";

        var answer = await CheckAsync("Bearer " + stripped);

        Assert.Equal(Unauthorized, answer?.Status);
        Assert.Contains("switch this check off", answer?.Reason, StringComparison.Ordinal);
    }

    private static JsonObject Timed(int issued, int expires) => Claims(
        ("iat", TokenIssuer.Now.ToUnixTimeSeconds() + issued), ("exp", TokenIssuer.Now.ToUnixTimeSeconds() + expires));

    private static JsonObject Claims(params (string Name, JsonNode? Value)[] other)
    {
        var claims = TokenIssuer.Claims();
        foreach (var (name, value) in other) claims[name] = value;
        return claims;
    }

    private static Task<FailureAnswer?> CheckTokenAsync(JsonObject claims) =>
        CheckAsync("Bearer " + TokenIssuer.Token(claims));

    private static async Task<FailureAnswer?> CheckAsync(StringValues header)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        using var keys = Keys(issuer);
        return await CheckAsync(keys, header);
    }

    private static ValueTask<FailureAnswer?> CheckAsync(SigningKeys keys, StringValues header)
    {
        var keysOfGoogle = PushIdentityOptions.GoogleKeys;
        var options = new PushIdentityOptions(TokenIssuer.Audience, TokenIssuer.Account, keysOfGoogle);
        var check = new PushTokenCheck(options, keys, new FakeTimeProvider(TokenIssuer.Now));
        return check.CheckAsync(header, Cancellation);
    }

    private static SigningKeys Keys(TokenIssuer issuer) =>
        new(issuer.Address, new FakeTimeProvider(TokenIssuer.Now), NullLogger.Instance);
}
