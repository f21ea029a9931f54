using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Pipeline.Tests;

/// <summary>A sensor API that always answers the same bytes.</summary>
internal sealed class FixedSensorApi : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FixedSensorApi(WebApplication application) => _application = application;

    public Uri Url => new(new Uri(_application.Urls.Single()), "/sensor/temperatures");

    public static async Task<FixedSensorApi> StartAsync(byte[] answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new FixedSensorApi(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
