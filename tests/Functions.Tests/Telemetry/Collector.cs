using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>An OTLP collector (Protobuf over HTTP) on a loopback socket, which may hang.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<(string Path, string Authorization, byte[] Body)> _requests = [];
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Collector(WebApplication application, bool hangs)
    {
        _application = application;
        if (!hangs) _released.SetResult();
        application.Run(TakeAsync);
    }

    public string Endpoint => _application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IReadOnlyList<(string Path, string Authorization, byte[] Body)> Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    /// <summary>Everything received, as text: for a search.</summary>
    public string Everything => string.Concat(Requests.Select(request => Encoding.UTF8.GetString(request.Body)));

    public IReadOnlyList<CollectedSpan> Spans =>
    [
        .. from resource in Received("/v1/traces")
           let service = Attributes(resource.All(1).Single())["service.name"]
           from span in resource.All(2, 2)
           select new CollectedSpan(
               service,
               span.Text(5),
               span.Hex(1),
               span.Hex(2),
               span.Hex(4),
               Attributes(span, 9),
               [.. span.All(13).Select(link => link.Hex(1))],
               (int)(span.All(15).SingleOrDefault()?.Number(3) ?? 0)),
    ];

    /// <summary>The resources that spans came from.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Resources =>
        [.. Received("/v1/traces").Select(resource => Attributes(resource.All(1).Single()))];

    /// <summary>The last value of each series.</summary>
    public IReadOnlyList<CollectedPoint> Points =>
    [
        .. Received("/v1/metrics").SelectMany(resource => resource.All(2, 2)).SelectMany(PointsOf)
            .GroupBy(point => $"{point.Metric} {string.Join(',', point.Attributes.OrderBy(pair => pair.Key))}")
            .Select(series => series.Last()),
    ];

    public static async Task<Collector> StartAsync(bool hangs = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build(), hangs);
        await collector._application.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_requests)
        {
            _requests.Add((context.Request.Path, context.Request.Headers.Authorization.ToString(), body.ToArray()));
        }

        await _released.Task;
        context.Response.ContentType = "application/x-protobuf";
    }

    private IEnumerable<ProtobufMessage> Received(string path) => Requests
        .Where(request => request.Path == path)
        .SelectMany(request => ProtobufMessage.Parse(request.Body).All(1));

    private static IEnumerable<CollectedPoint> PointsOf(ProtobufMessage metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        foreach (var point in metric.All(7, 1).Concat(metric.All(5, 1)))
        {
            var value = point.Has(4) ? point.Double(4) : (long)point.Number(6);
            yield return new CollectedPoint(name, unit, Attributes(point, 7), value, 1);
        }

        foreach (var point in metric.All(9, 1))
            yield return new CollectedPoint(name, unit, Attributes(point, 9), point.Double(5), point.Number(4));
    }

    private static Dictionary<string, string> Attributes(ProtobufMessage owner, int field = 1) =>
        owner.All(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.All(2).Single()));

    private static string Value(ProtobufMessage value) => value.Has(1)
        ? value.Text(1) : ((long)value.Number(3)).ToString(CultureInfo.InvariantCulture);
}
