using Isotherm.Hosting.PushIdentity;
using Isotherm.Testing.PushIdentity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.PushIdentity;

/// <summary>What is no token at all: 401, and the keys are not even asked for.</summary>
public sealed class MalformedTokenTests
{
    private static readonly string Good = TokenIssuer.Token();

    private static string Head => Good.Split('.')[0];

    private static string Claims => Good.Split('.')[1];

    private static string Signature => Good.Split('.')[2];

    /// <summary>Headers that hold no token of three parts.</summary>
    public static TheoryData<string> Headers() => new()
    {
        "",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "Basic " + Good,
        Good,
        "Bearer" + Good,
        "Bearer x",
        "Bearer ..",
        "Bearer " + Good + "." + Signature,
        $"Bearer {Head}.{Claims}",
        $"Bearer {Head}.{Claims}.",
        $"Bearer {Head}.{Claims}.{Signature}=",
        $"Bearer {Head}.{Claims}.{Signature} {Signature}",
        $"Bearer {Head}.{Claims}.+/+/",
        $"Bearer {Head}==.{Claims}.{Signature}",
        $"Bearer {Head}\t.{Claims}.{Signature}",
        $"Bearer .{Claims}.{Signature}",
        $"Bearer {Head}..{Signature}",
        $"Bearer {Head}.{Claims}.é",
        "Bearer " + new string('a', 9000),
        "Bearer " + Head + "." + new string('a', 8192) + "." + Signature,
        "Bearer " + Good + ", Bearer " + Good,
    };

    /// <summary>Well signed, but not what a token says.</summary>
    public static TheoryData<string> Contents() => new()
    {
        Signed("null", null),
        Signed("[]", null),
        Signed("no JSON", null),
        Signed("""{"alg":"RS256"}""", null),
        Signed("""{"alg":"RS256","kid":""}""", null),
        Signed("""{"alg":"RS256","kid":1}""", null),
        Signed("""{"alg":"RS256","kid":"one","crit":["exp"]}""", null),
        Signed("""{"alg":"none","alg":"RS256","kid":"one"}""", null),
        Signed("""{"ALG":"RS256","KID":"one"}""", null),
        Signed(null, "null"),
        Signed(null, "[]"),
        Signed(null, "\"text\""),
        Signed(null, "{} {}"),
        Altered("\"aud\":", "\"aud\":[],\"x\":"),
        Altered("\"aud\":", "\"aud\":\"a\",\"aud\":"),
        Altered("true", "\"true\""),
        Altered("\"exp\":", "\"exp\":1e400,\"x\":"),
        Altered("\"exp\":", "\"exp\":\"9\",\"x\":"),
        Signed(null, new string('[', 500) + new string(']', 500)),
    };

    [Theory]
    [MemberData(nameof(Headers))]
    [MemberData(nameof(Contents))]
    public async Task It_gets_401_and_no_key_is_loaded(string header)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var answer = await CheckAsync(issuer, header);

        Assert.Equal(401, answer);
        Assert.Equal(0, issuer.Loads);
    }

    [Fact]
    public async Task No_header_gets_401()
    {
        await using var issuer = await TokenIssuer.StartAsync();

        Assert.Equal(401, await CheckAsync(issuer, StringValues.Empty));
    }

    [Fact]
    public async Task Two_headers_get_401_even_when_each_is_good()
    {
        await using var issuer = await TokenIssuer.StartAsync();

        Assert.Equal(401, await CheckAsync(issuer, new StringValues(["Bearer " + Good, "Bearer " + Good])));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_get_401()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        var claims = System.Buffers.Text.Base64Url.EncodeToString([.. "{\"aud\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);

        Assert.Equal(401, await CheckAsync(issuer, "Bearer " + TokenIssuer.Sign($"{Head}.{claims}")));
    }

    private static string Altered(string part, string other) =>
        Signed(null, TokenIssuer.Claims().ToJsonString().Replace(part, other, StringComparison.Ordinal));

    private static string Signed(string? header, string? claims) => "Bearer " + TokenIssuer.Sign(
        (header is null ? Head : TokenIssuer.Part(header)) + "."
        + (claims is null ? Claims : TokenIssuer.Part(claims)));

    private static async Task<int?> CheckAsync(TokenIssuer issuer, StringValues header)
    {
        var clock = new FakeTimeProvider(TokenIssuer.Now);
        using var keys = new SigningKeys(issuer.Address, clock, NullLogger.Instance);
        var options = new PushIdentityOptions(TokenIssuer.Audience, TokenIssuer.Account, issuer.Address);
        var check = new PushTokenCheck(options, keys, clock);
        return (await check.CheckAsync(header, TestContext.Current.CancellationToken))?.Status;
    }
}
