using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isotherm.Cli.Simulation;

/// <summary>
/// A stand-in for the sensor API: real HTTP on loopback, <c>GET /sensor/temperatures</c> with the header
/// <c>X-API-Key</c>, a JSON array in the form of the real one. Every call gets other readings. It reads no environment
/// variable and no file, and writes nothing to the console.
/// </summary>
public sealed class SimulatedSensorApi : IAsyncDisposable
{
    /// <summary>The header that carries the key.</summary>
    public const string KeyHeader = "X-API-Key";

    private const string Path = "/sensor/temperatures";

    private readonly SimulatedSensorApiOptions _options;
    private readonly TimeProvider _clock;
    private readonly byte[] _key;
    private readonly SimulatedReadings _readings;
    private readonly ConcurrentQueue<SensorApiFault> _faults = new();
    private readonly WebApplication _app;
    private int _calls;

    private SimulatedSensorApi(SimulatedSensorApiOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _key = Encoding.UTF8.GetBytes(options.Key);
        _readings = new SimulatedReadings(options.Seed, options.Readings);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{options.Port}");
        builder.Services.AddSingleton<IHostLifetime>(new SimulationLifetime());
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The address to call.</summary>
    public Uri Url => new(new Uri(_app.Urls.Single()), Path);

    /// <summary>Calls with the right key, well answered or not.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Starts to listen.</summary>
    /// <param name="options">How it answers.</param>
    /// <param name="clock">The time that the readings carry, and that their temperatures follow.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ArgumentException">There is no key, or fewer than no readings.</exception>
    public static async Task<SimulatedSensorApi> StartAsync(
        SimulatedSensorApiOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Key, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Readings, nameof(options));
        var api = new SimulatedSensorApi(options, clock);
        try
        {
            await api._app.StartAsync(cancellation);
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>Answers the next calls by a fault; several faults are used in their order.</summary>
    public void Inject(SensorApiFault fault, int times = 1)
    {
        for (var i = 0; i < times; i++) _faults.Enqueue(fault);
    }

    /// <summary>Stops at once; answers that are under way break off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        if (http.Request.Path != Path)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "Not found");
        }
        else if (!HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET";
            await RefuseAsync(http, StatusCodes.Status405MethodNotAllowed, "Method not allowed");
        }
        else if (!HasKey(http.Request))
        {
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "Unauthorized");
        }
        else
        {
            await AnswerAsync(http);
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var call = Interlocked.Increment(ref _calls);
        var body = _readings.Answer(call, _clock.GetUtcNow());
        if (_faults.TryDequeue(out var fault))
        {
            await fault.AnswerAsync(http, body);
            return;
        }

        http.Response.ContentType = "application/json";
        if (_options.Gzip && AcceptsGzip(http.Request))
        {
            body = Compress(body);
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.Headers.Vary = "Accept-Encoding";
        }

        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($"{{\"message\": \"{message}\"}}", http.RequestAborted);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(
            coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);

    private static byte[] Compress(byte[] body)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(body);
        return bytes.ToArray();
    }

    private bool HasKey(HttpRequest request) =>
        request.Headers[KeyHeader] is [{ } given]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _key);
}
