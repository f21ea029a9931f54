using System.Diagnostics.CodeAnalysis;
using Isotherm.Hosting;

namespace Isotherm.Fetch;

/// <summary>Starts fetch inside another program: the command line or a test.</summary>
public static class FetchHost
{
    internal const string Name = "fetch";

    /// <summary>Listens on 127.0.0.1 (port 0: any free one) until the host is disposed.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static Task<FunctionHost> StartAsync(
        FetchOptions options, FetchParts parts, int port, CancellationToken cancellation) =>
        FunctionHost.StartAsync(
            FunctionHostOptions.Local(port, options.WorkTimeout) with { Name = Name },
            new Function(options, parts),
            parts.Clock,
            parts.Logs,
            cancellation);
}
