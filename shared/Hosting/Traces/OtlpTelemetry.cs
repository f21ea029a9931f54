using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Isotherm.Hosting.Traces;

/// <summary>
/// Sends spans and metrics by OTLP. Only this class touches the SDK of OpenTelemetry, so a process that sends nothing
/// never loads it.
/// </summary>
internal sealed class OtlpTelemetry : IDisposable
{
    private const int ShutdownMilliseconds = 500;

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;
    private readonly FlushTurns _turns;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;

    private OtlpTelemetry(TelemetryOptions options, string function, TimeProvider clock)
    {
        var resource = Resource(options, function);
        if (options.Traces is { } traces) _traces = Traces(traces, resource);
        if (options.Metrics is { } metrics) _metrics = Metrics(metrics, resource);
        _turns = new FlushTurns(FlushOnceAsync);
        _limit = options.FlushLimit;
        _clock = clock;
    }

    /// <param name="options">Where to.</param>
    /// <param name="function">Names the service when nothing else does.</param>
    /// <param name="clock">Bounds the flush.</param>
    public static OtlpTelemetry Start(TelemetryOptions options, string function, TimeProvider clock) =>
        new(options, function, clock);

    /// <summary>
    /// Sends what was measured so far, for at most the limit: Cloud Run gives no processor time after an answer. Never
    /// fails.
    /// </summary>
    public async Task FlushAsync() =>
        await _turns.TakeAsync().WaitAsync(_limit, _clock)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose()
    {
        _traces?.Shutdown(ShutdownMilliseconds);
        _metrics?.Shutdown(ShutdownMilliseconds);
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>The SDK blocks its caller, so both get a thread that is nobody's.</summary>
    private Task FlushOnceAsync() => Task.WhenAll(
        OnThreadOfItsOwn(limit => _traces?.ForceFlush(limit)), OnThreadOfItsOwn(limit => _metrics?.ForceFlush(limit)));

    private Task OnThreadOfItsOwn(Action<int> flush) => Task.Factory.StartNew(
        () => flush((int)_limit.TotalMilliseconds),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static TracerProvider Traces(OtlpTarget target, ResourceBuilder resource) =>
        Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Isotherm.*", "MySqlConnector")
            .AddOtlpExporter(exporter => Aim(exporter, target))
            .Build();

    private static MeterProvider Metrics(OtlpTarget target, ResourceBuilder resource) =>
        Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Isotherm.*")
            .AddOtlpExporter(exporter => Aim(exporter, target))
            .Build();

    private static void Aim(OtlpExporterOptions exporter, OtlpTarget target)
    {
        exporter.Endpoint = target.Endpoint;
        exporter.Protocol = target.UsesGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.TimeoutMilliseconds = target.TimeoutMilliseconds;
        exporter.Headers = target.Headers;
    }

    /// <summary>What is added later wins: the variables of OpenTelemetry over what we know.</summary>
    private static ResourceBuilder Resource(TelemetryOptions options, string function)
    {
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var service = options.Service ?? "isotherm-" + function;
        return ResourceBuilder.CreateEmpty()
            .AddTelemetrySdk()
            .AddService(service, serviceVersion: version?.InformationalVersion)
            .AddAttributes(options.Attributes.Select(
                attribute => new KeyValuePair<string, object>(attribute.Key, attribute.Value)))
            .AddEnvironmentVariableDetector();
    }
}
