using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters.SensorApi;
using Isotherm.Cli.Simulation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Serving;

/// <summary>The sensor API that a served fetch calls: the one of the environment, or a simulated one.</summary>
internal sealed class ServedApi : IAsyncDisposable
{
    private const string UrlVariable = "SENSOR_API_URL";
    private const string KeyVariable = "SENSOR_API_KEY";
    private const string SimulatedKey = "serve-key";

    private readonly SimulatedSensorApi? _simulated;

    private ServedApi(SensorApiOptions options, SimulatedSensorApi? simulated) =>
        (Options, _simulated) = (options, simulated);

    public SensorApiOptions Options { get; }

    public bool IsSimulated => _simulated is not null;

    /// <summary>What is wrong with the variables, or null.</summary>
    public static string? Mistake(Surroundings surroundings)
    {
        var (url, key) = (surroundings.Variable(UrlVariable), surroundings.Variable(KeyVariable));
        if (string.IsNullOrEmpty(url)) return null;
        if (Address(url) is null) return $"{UrlVariable} is no absolute http or https address.";
        return key is not null && SensorApiOptions.IsKey(key)
            ? null
            : $"{KeyVariable} is not set, or holds what cannot stand in a header.";
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The opened API owns the simulated one.")]
    public static async Task<ServedApi> OpenAsync(Surroundings surroundings, CancellationToken cancellation)
    {
        if (surroundings.Variable(UrlVariable) is { Length: > 0 } url)
        {
            var real = new SensorApiOptions { Url = Address(url)!, Key = surroundings.Variable(KeyVariable)! };
            return new ServedApi(real, simulated: null);
        }

        var options = new SimulatedSensorApiOptions { Key = SimulatedKey };
        var simulated = await SimulatedSensorApi.StartAsync(options, surroundings.Clock, cancellation);
        return new ServedApi(new() { Url = simulated.Url, Key = SimulatedKey }, simulated);
    }

    public ValueTask DisposeAsync() => _simulated?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Uri? Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
}
