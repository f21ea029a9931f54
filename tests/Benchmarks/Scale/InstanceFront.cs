using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Benchmarks.Scale;

/// <summary>
/// What Cloud Run is to its instances: one address; each request goes to an instance that is idle, and waits while none
/// is. Notes how long each part took.
/// </summary>
internal sealed class InstanceFront : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<Uri> _idle = Channel.CreateUnbounded<Uri>();
    private readonly Channel<(int Part, double Seconds)> _served = Channel.CreateUnbounded<(int, double)>();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };

    private InstanceFront(WebApplication application, IEnumerable<Uri> instances)
    {
        _application = application;
        foreach (var instance in instances) _idle.Writer.TryWrite(instance);
        application.Run(ForwardAsync);
    }

    public Uri Address => new(_application.Urls.Single());

    public static async Task<InstanceFront> StartAsync(IEnumerable<Uri> instances)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var front = new InstanceFront(builder.Build(), instances);
        await front._application.StartAsync();
        return front;
    }

    /// <summary>The next parts that were answered with 204, and how long each took inside its instance.</summary>
    public async Task<IReadOnlyDictionary<int, double>> ServedAsync(int parts, CancellationToken cancellation)
    {
        var served = new Dictionary<int, double>();
        while (served.Count < parts)
        {
            var (part, seconds) = await _served.Reader.ReadAsync(cancellation);
            served.TryAdd(part, seconds); // the emulator may deliver a message again that waited for long
        }

        return served;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var instance = await _idle.Reader.ReadAsync(context.RequestAborted);
        var begin = Stopwatch.GetTimestamp();
        try
        {
            using var content = new ByteArrayContent(body.ToArray());
            content.Headers.ContentType = new("application/json");
            using var answer = await _http.PostAsync(instance, content, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            if (answer.StatusCode == HttpStatusCode.NoContent)
                _served.Writer.TryWrite((PartOf(body.ToArray()), Stopwatch.GetElapsedTime(begin).TotalSeconds));
        }
        finally
        {
            _idle.Writer.TryWrite(instance);
        }
    }

    private static int PartOf(byte[] envelope)
    {
        using var push = JsonDocument.Parse(envelope);
        using var message = JsonDocument.Parse(
            push.RootElement.GetProperty("message").GetProperty("data").GetBytesFromBase64());
        return message.RootElement.GetProperty("part").GetInt32();
    }
}
