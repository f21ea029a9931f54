using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>A subscription with as many letters as a test wants, a thousand a pull; notes what is asked.</summary>
internal sealed class LettersServer : IAsyncDisposable
{
    private const int AtOnce = 1_000;

    private readonly WebApplication _application;
    private int _left;

    private LettersServer(WebApplication application, int letters)
    {
        (_application, _left) = (application, letters);
        application.Run(AnswerAsync);
    }

    public string Host => new Uri(_application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    /// <summary>What was asked, with the seconds of a lease: <c>pull</c>, <c>modifyAckDeadline 600</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<LettersServer> StartAsync(int letters)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new LettersServer(builder.Build(), letters);
        await server._application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var verb = context.Request.Path.Value!.Split(':')[^1];
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var seconds = body.RootElement.TryGetProperty("ackDeadlineSeconds", out var lease) ? $" {lease}" : "";
        Asked.Enqueue(verb + seconds);
        var answer = verb == "pull" ? Pull() : "{}";
        await context.Response.WriteAsync(answer);
    }

    private string Pull()
    {
        var count = Math.Min(_left, AtOnce);
        _left -= count;
        return JsonSerializer.Serialize(new
        {
            receivedMessages = Enumerable.Range(_left, count).Select(i => new
            {
                ackId = $"ack-{i}",
                message = new
                {
                    messageId = $"{i}",
                    publishTime = "2019-02-19T14:00:00Z",
                    data = Convert.ToBase64String(Encoding.UTF8.GetBytes($"body {i}")),
                },
            }),
        });
    }
}
