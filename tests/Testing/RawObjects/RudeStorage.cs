using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Isotherm.Testing.RawObjects;

/// <summary>
/// Cloud Storage over real sockets with the semantics of its documentation (preconditions, checksums, resumable
/// uploads, ranges, transcoding, pages), and as rude as a test asks for: each request of a kind takes the next fault
/// that was ordered for its kind.
/// </summary>
public sealed class RudeStorage : IAsyncDisposable
{
    /// <summary>The only bucket there is.</summary>
    public const string Bucket = "rude-bucket";

    private readonly ConcurrentDictionary<RudeStorageRequest, ConcurrentQueue<RudeStorageFault>> _faults = new();
    private readonly ConcurrentQueue<RudeStorageLogEntry> _log = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _stalls = new(0);
    private readonly WebApplication _host;
    private readonly RudeStorageUploads _uploads;
    private readonly RudeStorageDownloads _downloads;

    private RudeStorage(TimeProvider clock)
    {
        Objects = new RudeStorageObjects(clock);
        _uploads = new RudeStorageUploads(this);
        _downloads = new RudeStorageDownloads(this);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        _host = builder.Build();
        _host.Run(HandleAsync);
    }

    public RudeStorageObjects Objects { get; }

    /// <summary>Every request in the order of arrival.</summary>
    public ImmutableArray<RudeStorageLogEntry> Log => [.. _log];

    /// <summary>The address of the JSON API.</summary>
    public Uri Endpoint => new(_host.Urls.Single());

    /// <summary>Lists everything in one page, whatever the client asks for.</summary>
    public bool IgnoresPages { get; set; }

    /// <summary>The token that requests must carry, but for those of a session; null: none.</summary>
    public string? Token { get; set; }

    public static async Task<RudeStorage> StartAsync(TimeProvider clock)
    {
        var storage = new RudeStorage(clock);
        await storage._host.StartAsync();
        return storage;
    }

    /// <summary>The next requests of that kind are treated like this, one after the other.</summary>
    public void Be(RudeStorageRequest request, params ReadOnlySpan<RudeStorageFault> faults)
    {
        foreach (var fault in faults) _faults.GetOrAdd(request, _ => new()).Enqueue(fault);
    }

    /// <summary>Waits until a request stands still.</summary>
    public Task StalledAsync(CancellationToken cancellation) => _stalls.WaitAsync(cancellation);

    /// <summary>How many requests of that kind came.</summary>
    public int Count(RudeStorageRequest request) => _log.Count(entry => entry.Request == request);

    /// <summary>From here on nobody listens.</summary>
    public Task StopAsync(CancellationToken cancellation) => _host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _host.DisposeAsync();
        _closing.Dispose();
        _stalls.Dispose();
    }

    /// <summary>Never comes back while the client holds on.</summary>
    internal async Task StallAsync(HttpContext context)
    {
        _stalls.Release();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    /// <summary>A reset, as a machine that goes down leaves it.</summary>
    public static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
    }

    internal static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        var error = new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message } };
        return context.Response.WriteAsync(error.ToJsonString());
    }

    private async Task HandleAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var call = RudeStorageCall.Parse(context, target);
        if (call is null || (call.Bucket != Bucket && call.Request != RudeStorageRequest.Cancel))
        {
            await ErrorAsync(context, 404, call is null ? "Not Found" : "The specified bucket does not exist.");
            return;
        }

        _log.Enqueue(new RudeStorageLogEntry(call.Request, target, new HeaderDictionary(Copy(context))));
        RudeStorageFault? fault = null;
        if (_faults.TryGetValue(call.Request, out var queue)) queue.TryDequeue(out fault);
        if (fault?.Kind == RudeStorageFaultKind.None) fault = null;
        if (await IsEndedAsync(context, fault)) return;
        if (fault?.Kind is RudeStorageFaultKind.CutAnswer or RudeStorageFaultKind.EndAnswer)
            await AnswerInPartAsync(context, call, fault);
        else await ServeAsync(context, call, fault);
    }

    private Task ServeAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault) =>
        !IsAuthorized(context, call) ? ErrorAsync(context, 401, "Invalid Credentials")
        : call.IsUpload ? _uploads.HandleAsync(context, call, fault)
        : _downloads.HandleAsync(context, call, fault);

    private async Task AnswerInPartAsync(HttpContext context, RudeStorageCall call, RudeStorageFault fault)
    {
        var connection = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await ServeAsync(context, call, fault);
        context.Response.Body = connection;
        await connection.WriteAsync(answer.GetBuffer().AsMemory(0, (int)Math.Min(answer.Length, fault.At)));
        await connection.FlushAsync();
        if (fault.Kind == RudeStorageFaultKind.CutAnswer) Reset(context);
    }

    private async Task<bool> IsEndedAsync(HttpContext context, RudeStorageFault? fault)
    {
        switch (fault?.Kind)
        {
            case RudeStorageFaultKind.Status:
                if (fault.RetryAfter is not null) context.Response.Headers.RetryAfter = fault.RetryAfter;
                await context.Request.Body.CopyToAsync(Stream.Null);
                await ErrorAsync(context, fault.StatusCode, fault.Text);
                return true;
            case RudeStorageFaultKind.Plain:
                context.Response.StatusCode = fault.StatusCode;
                await context.Response.WriteAsync(fault.Text);
                return true;
            case RudeStorageFaultKind.ResetBefore:
                Reset(context);
                return true;
            case RudeStorageFaultKind.Silence:
                await StallAsync(context);
                return true;
            default:
                return false;
        }
    }

    private bool IsAuthorized(HttpContext context, RudeStorageCall call) =>
        Token is null || call.SessionId is not null || context.Request.Headers.Authorization == "Bearer " + Token;

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Copy(HttpContext context) =>
        context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase);
}
