using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Testing;

/// <summary>One request as a push subscription sent it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
public sealed record Push(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

/// <summary>A web server on 127.0.0.1 that keeps what is pushed to it and answers what the test says.</summary>
public sealed class PushReceiver : IAsyncDisposable
{
    private readonly Channel<Push> _pushes = Channel.CreateUnbounded<Push>();
    private readonly WebApplication _application;
    private int _count;

    private PushReceiver(Func<int, int> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(context => TakeAsync(context, answer));
    }

    public Uri Address => new(_application.Urls.Single());

    /// <param name="answer">The status for the n-th push, from 0.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<PushReceiver> StartAsync(Func<int, int> answer, CancellationToken cancellation)
    {
        var receiver = new PushReceiver(answer);
        await receiver._application.StartAsync(cancellation);
        return receiver;
    }

    /// <summary>The next push, when it comes.</summary>
    public async Task<Push> NextAsync(CancellationToken cancellation) => await _pushes.Reader.ReadAsync(cancellation);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Func<int, int> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = answer(Interlocked.Increment(ref _count) - 1);
        _pushes.Writer.TryWrite(new Push(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
    }
}
