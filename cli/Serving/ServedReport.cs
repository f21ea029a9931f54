using Isotherm.Cli.Inputs;
using Isotherm.Cli.Terminals;
using Isotherm.Hosting;
using Isotherm.Report;
using Microsoft.Extensions.Logging;

namespace Isotherm.Cli.Serving;

/// <summary>The report service on this machine.</summary>
internal static class ServedReport
{
    /// <summary>Listens on 127.0.0.1 (port 0: any free one) until the host is disposed.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="ArgumentException">The location is no database.</exception>
    public static Task<FunctionHost> StartAsync(
        string location,
        DemoFolder folder,
        int port,
        Surroundings surroundings,
        ILoggerFactory logs,
        CancellationToken cancellation)
    {
        var services = Locations.Services(surroundings);
        var options = ReportOptions.Default;
        var reports = services.OpenReports(location, options.QueryTimeout, out var refusal)
            ?? throw new ArgumentException(refusal, nameof(location));
        var parts = new ReportParts(reports, surroundings.Clock, logs)
        {
            DeadLetters = services.OpenDeadLetterCount(Locations.Folder(folder.DeadLetters), out _),
        };
        return ReportHost.StartAsync(options, parts, port, cancellation);
    }
}
