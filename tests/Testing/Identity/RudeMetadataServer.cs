using System.Collections.Concurrent;
using System.Net;
using Isotherm.Testing.RawObjects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Testing.Identity;

/// <summary>A metadata server over real sockets: each request is treated by the next of the ordered answers.</summary>
public sealed class RudeMetadataServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _host;
    private readonly ConcurrentQueue<string> _queries = new();
    private int _requests;

    private RudeMetadataServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _host = builder.Build();
        _host.Run(HandleAsync);
    }

    public string Host => new Uri(_host.Urls.Single()).Authority;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The queries of the requests so far, decoded.</summary>
    public IReadOnlyCollection<string> Queries => _queries;

    public static async Task<RudeMetadataServer> StartAsync()
    {
        var server = new RudeMetadataServer();
        await server._host.StartAsync();
        return server;
    }

    /// <summary>What comes after the last ordered answer is a token named by its number, for an hour.</summary>
    public void Be(params ReadOnlySpan<Func<HttpContext, Task>> answers)
    {
        foreach (var answer in answers) _answers.Enqueue(answer);
    }

    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Body(string body) => context => context.Response.WriteAsync(body);

    public static Func<HttpContext, Task> Token(string token, int seconds) =>
        Body($$"""{"access_token":"{{token}}","expires_in":{{seconds}},"token_type":"Bearer"}""");

    public static Func<HttpContext, Task> Reset { get; } = context =>
    {
        RudeStorage.Reset(context);
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task HandleAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _requests);
        _queries.Enqueue(Uri.UnescapeDataString(context.Request.QueryString.Value ?? ""));
        if (context.Request.Headers["Metadata-Flavor"] != "Google"
            || context.Request.Path != "/computeMetadata/v1/instance/service-accounts/default/token")
            return Status(403)(context);
        context.Response.Headers["Metadata-Flavor"] = "Google";
        return _answers.TryDequeue(out var answer) ? answer(context) : Token($"token-{number}", 3600)(context);
    }
}
