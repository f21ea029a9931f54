using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Pipeline.Tests;

/// <summary>A sensor API that answers the bytes it was given.</summary>
internal sealed class FixedSensorApi : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FixedSensorApi(WebApplication application) => _application = application;

    /// <summary>What the next call gets.</summary>
    public byte[] Answer { get; set; } = [];

    public Uri Url => new(new Uri(_application.Urls.Single()), "/sensor/temperatures");

    public static async Task<FixedSensorApi> StartAsync(byte[] answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var api = new FixedSensorApi(application) { Answer = answer };
        application.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(api.Answer, context.RequestAborted);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
