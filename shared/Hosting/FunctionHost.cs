using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>
/// A function as a web service, by the contract of the Functions Framework: every path goes to the function, except
/// <c>/robots.txt</c> and <c>/favicon.ico</c>; several requests at once; a shutdown lets the requests under way finish.
/// It reads no file and no environment variable.
/// </summary>
public sealed class FunctionHost : IAsyncDisposable
{
    /// <summary>Cloud Run kills a process 10 s after it asked it to stop.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Work that a shutdown finds is ended after this, early enough to give up on a database that hangs, and for the
    /// spans (at most a second) and the 503 to be sent.
    /// </summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;
    private readonly RequestPipeline _pipeline;

    private FunctionHost(WebApplication application, RequestPipeline pipeline)
    {
        _application = application;
        _pipeline = pipeline;
        var port = new UriBuilder(application.Urls.Single()).Port;
        Address = new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), port).Uri;
    }

    /// <summary>Where it listens, as this machine reaches it.</summary>
    public Uri Address { get; }

    /// <summary>Starts a function inside this process, which keeps its own signals; returns when it listens.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<FunctionHost> StartAsync(
        FunctionHostOptions options,
        IHttpFunction function,
        TimeProvider clock,
        ILoggerFactory logs,
        CancellationToken cancellation) =>
        StartAsync(options, function, clock, logs, flush: null, ownsProcess: false, cancellation);

    internal static async Task<FunctionHost> StartAsync(
        FunctionHostOptions options,
        IHttpFunction function,
        TimeProvider clock,
        ILoggerFactory logs,
        Func<Task>? flush,
        bool ownsProcess,
        CancellationToken cancellation)
    {
        var log = logs.CreateLogger<FunctionHost>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        if (!ownsProcess) builder.Services.AddSingleton<IHostLifetime>(new CallersLifetime());
        var application = builder.Build();
        var pipeline = new RequestPipeline(options, function, clock, log, flush);
        application.Run(pipeline.InvokeAsync);
        application.Lifetime.ApplicationStopping.Register(() =>
        {
            log.Stopping();
            pipeline.EndWorkAfter(DrainTimeout);
        });
        try
        {
            await application.StartAsync(cancellation);
        }
        catch
        {
            await application.DisposeAsync();
            pipeline.Dispose();
            throw;
        }

        var host = new FunctionHost(application, pipeline);
        log.Listening(host.Address);
        return host;
    }

    /// <summary>Returns when the process was asked to stop and the requests under way are done.</summary>
    internal Task WaitForShutdownAsync() => _application.WaitForShutdownAsync(CancellationToken.None);

    /// <summary>Takes no more requests and waits for those under way, at most 8 s.</summary>
    public Task StopAsync(CancellationToken cancellation) => _application.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _pipeline.Dispose();
    }

    private static void Configure(KestrelServerOptions kestrel, FunctionHostOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        if (options.OnAllAddresses) kestrel.ListenAnyIP(options.Port);
        else kestrel.Listen(IPAddress.Loopback, options.Port);
    }
}
