using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Testing.PushIdentity;

/// <summary>An issuer of tokens on 127.0.0.1 with keys of its own, which the test can change, hold or break.</summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "https://aggregate.example/push";
    public const string Account = "pusher@my-project.iam.gserviceaccount.com";

    /// <summary>Making keys is slow, and their number is what the tests are about, not their freshness.</summary>
    private static readonly ConcurrentDictionary<string, RSA> Keys = new();

    private readonly WebApplication _application;
    private int _loads;

    private TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(AnswerAsync);
        KeySet = SetOf("one");
    }

    /// <summary>What the address of the keys answers.</summary>
    public string KeySet { get; set; }

    public int Status { get; set; } = StatusCodes.Status200OK;

    public string? CacheControl { get; set; }

    /// <summary>Answers wait for this.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>How often the keys were asked for.</summary>
    public int Loads => Volatile.Read(ref _loads);

    public Uri Address => new(_application.Urls.Single() + "/certs");

    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer._application.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    public static RSA Key(string id, int bits = 2048) => Keys.GetOrAdd(id, _ => RSA.Create(bits));

    public static string SetOf(params string[] ids) => SetOf([.. ids.Select(id => PublicKey(id))]);

    public static string SetOf(params JsonObject[] keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    public static JsonObject PublicKey(string id)
    {
        var key = Key(id).ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = id,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    /// <summary>The claims of a good token.</summary>
    public static JsonObject Claims() => new()
    {
        ["aud"] = Audience,
        ["azp"] = "113774264463038321964",
        ["email"] = Account,
        ["email_verified"] = true,
        ["exp"] = Now.ToUnixTimeSeconds() + 3600,
        ["iat"] = Now.ToUnixTimeSeconds(),
        ["iss"] = "https://accounts.google.com",
        ["sub"] = "113774264463038321964",
    };

    /// <summary>A good token, or one with other claims or another header.</summary>
    public static string Token(JsonObject? claims = null, JsonObject? header = null, string key = "one") =>
        Sign(Part(header ?? Header(key)) + "." + Part(claims ?? Claims()), key);

    public static JsonObject Header(string key) => new() { ["alg"] = "RS256", ["kid"] = key, ["typ"] = "JWT" };

    public static string Part(JsonObject json) => Part(json.ToJsonString());

    public static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Sign(string text, string key = "one")
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var rsa = Key(key);
        lock (rsa)
        {
            return text + "." + Base64Url.EncodeToString(
                rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _loads);
        await Held.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        if (CacheControl is not null) context.Response.Headers.CacheControl = CacheControl;
        await context.Response.WriteAsync(KeySet, context.RequestAborted);
    }
}
