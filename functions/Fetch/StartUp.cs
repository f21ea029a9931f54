using System.Diagnostics.CodeAnalysis;
using Isotherm.Adapters;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging;

namespace Isotherm.Fetch;

/// <summary>The composition root: the environment in, the function out.</summary>
internal static class StartUp
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The host owns its function.")]
    public static FunctionProgram? Compose(EnvironmentSettings settings, TimeProvider clock, ILoggerFactory logs)
    {
        var options = FetchOptions.Bind(settings);
        var host = FunctionHostOptions.Bind(settings, options.WorkTimeout) with { Name = FetchHost.Name };
        var services = new BackingServices(settings.Find, clock);
        var bucket = settings.Opened("RAW_BUCKET", services.OpenBucket);
        var topic = settings.Opened("TOPIC", services.OpenTopic);
        if (settings.Mistakes.Count > 0) return null;
        var parts = new FetchParts(new TracedBucket(bucket!), new TracedTopic(topic!), clock, logs);
        var function = new Function(options, parts);
        return new FunctionProgram(host, function, _ => Task.CompletedTask) { Owned = services };
    }
}
