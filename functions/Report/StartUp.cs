using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters;
using Isotherm.Core.Messages;
using Isotherm.Core.Reports;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Report;

/// <summary>The composition root: the environment in, the function out.</summary>
internal static class StartUp
{
    private const string LettersVariable = "DEAD_LETTERS";

    [SuppressMessage("Reliability", "CA2000", Justification = "The program owns what was opened.")]
    public static FunctionProgram? Compose(EnvironmentSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        var options = ReportOptions.Bind(settings);
        var host = ReportHost.Of(FunctionHostOptions.Bind(settings, options.WorkTimeout));
        var services = new BackingServices(settings.Find, clock);
        var reports = settings.Opened<IReports>("DATABASE", Open);
        var letters = settings.IsSet(LettersVariable)
            ? settings.Opened<IDeadLetterCount>(LettersVariable, services.OpenDeadLetterCount)
            : null;
        if (settings.Mistakes.Count > 0) return null;
        var function = new Function(options, new ReportParts(reports!, clock, logs) { DeadLetters = letters });
        return new FunctionProgram(host, function, _ => Task.CompletedTask) { Owned = services };

        IReports? Open(string location, out string? refusal) =>
            services.OpenReports(location, options.QueryTimeout, out refusal);
    }
}
