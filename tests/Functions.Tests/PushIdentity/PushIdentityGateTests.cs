using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Isotherm.Hosting;
using Isotherm.Hosting.PushIdentity;
using Isotherm.Testing.PushIdentity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Functions.Tests.PushIdentity;

/// <summary>A function behind the check of the pusher, as a web service.</summary>
public sealed class PushIdentityGateTests
{
    private const string Json = "application/json";

    private readonly Recorder _function = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_with_a_good_token_reaches_the_function()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer);

        using var answer = await PushAsync(host, TokenIssuer.Token());

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["{}"], _function.Bodies);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task A_request_without_a_token_gets_401_and_does_nothing(string method)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer);

        using var answer = await PushAsync(host, token: null, method);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("A bearer token is required.\n", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(_function.Bodies);
    }

    [Fact]
    public async Task A_push_of_somebody_else_gets_403_and_does_nothing()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer);
        var claims = TokenIssuer.Claims();
        claims["email"] = "other@example.com";

        using var answer = await PushAsync(host, TokenIssuer.Token(claims));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
        Assert.Empty(_function.Bodies);
    }

    [Fact]
    public async Task A_push_gets_503_while_the_keys_cannot_be_loaded()
    {
        await using var issuer = await TokenIssuer.StartAsync();
        issuer.Status = StatusCodes.Status500InternalServerError;
        await using var host = await StartAsync(issuer);

        using var answer = await PushAsync(host, TokenIssuer.Token());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Empty(_function.Bodies);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_sign_of_life_needs_no_token(string method)
    {
        await using var issuer = await TokenIssuer.StartAsync();
        await using var host = await StartAsync(issuer);

        using var answer = await PushAsync(host, token: null, method);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(0, issuer.Loads);
    }

    [Fact]
    public void Without_options_there_is_no_gate() => Assert.Same(
        _function, PushIdentityGate.Around(_function, options: null, TimeProvider.System, NullLoggerFactory.Instance));

    private async Task<FunctionHost> StartAsync(TokenIssuer issuer)
    {
        var clock = new FakeTimeProvider(TokenIssuer.Now);
        var options = new PushIdentityOptions(TokenIssuer.Audience, TokenIssuer.Account, issuer.Address);
        var gate = PushIdentityGate.Around(_function, options, clock, NullLoggerFactory.Instance);
        var where = FunctionHostOptions.Local(0, TimeSpan.FromMinutes(1));
        return await FunctionHost.StartAsync(where, gate, clock, NullLoggerFactory.Instance, Cancellation);
    }

    private static async Task<HttpResponseMessage> PushAsync(FunctionHost host, string? token, string method = "POST")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), host.Address);
        if (method is not ("GET" or "HEAD")) request.Content = new StringContent("{}", Encoding.UTF8, Json);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, Cancellation);
    }

    private sealed class Recorder : IHttpFunction
    {
        public List<string> Bodies { get; } = [];

        public async Task HandleAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            Bodies.Add(await reader.ReadToEndAsync(context.RequestAborted));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
