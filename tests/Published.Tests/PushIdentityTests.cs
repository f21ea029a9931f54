using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Isotherm.Testing.Processes;
using Isotherm.Testing.PushIdentity;

namespace Isotherm.Published.Tests;

/// <summary>The native binary checks who pushes: keys over HTTP, signatures, claims.</summary>
public sealed class PushIdentityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_token_of_the_pusher_that_is_whole_and_in_its_time_gets_through()
    {
        NativeFunctions.Folder();
        await using var places = await Places.EmbeddedAsync();
        await using var issuer = await TokenIssuer.StartAsync();
        await using var aggregate = Functions.Aggregate(
            FunctionBuild.Native,
            places,
            ("PUSH_AUDIENCE", TokenIssuer.Audience),
            ("PUSH_SERVICE_ACCOUNT", TokenIssuer.Account),
            ("PUSH_KEYS_URL", issuer.Address.ToString()));
        using var http = new HttpClient { BaseAddress = await aggregate.AddressAsync(Cancellation) };
        var good = TokenIssuer.Token(Claims());

        Assert.Equal(
            [
                HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden,
            ],
            [
                await PushAsync(http, good),
                await PushAsync(http, token: null),
                await PushAsync(http, good[..^8] + "AAAAAAAA"),
                await PushAsync(http, TokenIssuer.Token(Claims(("exp", 1_700_000_000)))),
                await PushAsync(http, TokenIssuer.Token(Claims(("email", "other@example.com")))),
            ]);
        Assert.Single(Places.Messages(places.DeadLetters));
    }

    private static JsonObject Claims(params (string Name, JsonNode Value)[] others)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = TokenIssuer.Claims();
        (claims["iat"], claims["exp"]) = (now, now + 3600);
        foreach (var (name, value) in others) claims[name] = value;
        return claims;
    }

    private static async Task<HttpStatusCode> PushAsync(HttpClient http, string? token)
    {
        using var request = Push.Raw("no message, so it is put aside");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
