using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Testing.Messages;

/// <summary>A real HTTP endpoint on loopback that is pushed to; a test says what it answers.</summary>
public sealed class PushTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedPush> _received = Channel.CreateUnbounded<ReceivedPush>();
    private readonly Func<ReceivedPush, HttpContext, Task> _answer;

    private PushTarget(Func<ReceivedPush, HttpContext, Task> answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>An endpoint that answers with a status.</summary>
    public static Task<PushTarget> StartAsync(Func<ReceivedPush, int> status) =>
        StartAsync((push, http) =>
        {
            http.Response.StatusCode = status(push);
            return Task.CompletedTask;
        });

    /// <summary>An endpoint that does as it likes.</summary>
    public static async Task<PushTarget> StartAsync(Func<ReceivedPush, HttpContext, Task> answer)
    {
        var target = new PushTarget(answer);
        await target._app.StartAsync();
        return target;
    }

    /// <summary>The next push, in the order in which they came.</summary>
    public ValueTask<ReceivedPush> NextAsync(CancellationToken cancellation) =>
        _received.Reader.ReadAsync(cancellation);

    /// <summary>What came and was not looked at yet.</summary>
    public IReadOnlyList<ReceivedPush> Rest()
    {
        var rest = new List<ReceivedPush>();
        while (_received.Reader.TryRead(out var push)) rest.Add(push);
        return rest;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var envelope = await reader.ReadToEndAsync(http.RequestAborted);
        string[] headers = [.. http.Request.Headers.Select(header => header.Key)];
        var push = new ReceivedPush(http.Request.Method, http.Request.ContentType, headers, envelope);
        await _received.Writer.WriteAsync(push);
        await _answer(push, http);
    }
}
