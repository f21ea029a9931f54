using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Benchmarks.Scale;

/// <summary>A sensor API that sends a file at a rate.</summary>
internal sealed class FeedApi : IAsyncDisposable
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly WebApplication _application;

    private FeedApi(WebApplication application) => _application = application;

    public Uri Url => new(_application.Urls.Single());

    /// <param name="file">What it answers.</param>
    /// <param name="bytesPerSecond">The most that it sends in a second.</param>
    public static async Task<FeedApi> StartAsync(string file, double bytesPerSecond)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        var application = builder.Build();
        application.Run(context => SendAsync(context, file, bytesPerSecond));
        await application.StartAsync();
        return new FeedApi(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task SendAsync(HttpContext context, string file, double bytesPerSecond)
    {
        context.Response.ContentType = "application/json";
        await using var source = File.OpenRead(file);
        var buffer = new byte[ChunkBytes];
        var (begin, sent) = (TimeProvider.System.GetTimestamp(), 0L);
        for (int read; (read = await source.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            sent += read;
            var ahead = TimeSpan.FromSeconds(sent / bytesPerSecond) - TimeProvider.System.GetElapsedTime(begin);
            if (ahead > TimeSpan.Zero) await Task.Delay(ahead, TimeProvider.System, context.RequestAborted);
        }
    }
}
