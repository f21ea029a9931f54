using System.Diagnostics.CodeAnalysis;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Aggregate;

/// <summary>Starts aggregate inside another program: the command line or a test.</summary>
public static class AggregateHost
{
    internal const string Name = "aggregate";

    /// <summary>
    /// Loads the shapes, then listens on 127.0.0.1 (port 0: any free one) until the host is disposed.
    /// </summary>
    /// <exception cref="IOException">The port is taken.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static async Task<FunctionHost> StartAsync(
        AggregateOptions options, AggregateParts parts, int port, CancellationToken cancellation)
    {
        var function = new Function(options, parts);
        await function.PrepareAsync(cancellation);
        return await FunctionHost.StartAsync(
            FunctionHostOptions.Local(port, options.WorkTimeout) with { Name = Name },
            Endpoint(function, parts),
            parts.Clock,
            parts.Logs,
            cancellation);
    }

    internal static CloudEventEndpoint Endpoint(Function function, AggregateParts parts) =>
        new(function, parts.Logs.CreateLogger<Function>());
}
