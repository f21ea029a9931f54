using Isotherm.Hosting;

namespace Isotherm.Report;

/// <summary>Starts the report inside another program: the command line or a test.</summary>
public static class ReportHost
{
    internal const string Name = "report";

    /// <summary>Listens on 127.0.0.1 (port 0: any free one) until the host is disposed.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<FunctionHost> StartAsync(
        ReportOptions options, ReportParts parts, int port, CancellationToken cancellation) =>
        FunctionHost.StartAsync(
            Of(FunctionHostOptions.Local(port, options.WorkTimeout)),
            new Function(options, parts),
            parts.Clock,
            parts.Logs,
            cancellation);

    /// <summary>The work of this function is done by GET.</summary>
    internal static FunctionHostOptions Of(FunctionHostOptions host) => host with { Name = Name, WorksOnGet = true };
}
