using System.Diagnostics.Metrics;

namespace Isotherm.Fetch;

/// <summary>What fetch counts, for whoever listens to the meter.</summary>
internal static class FetchMeter
{
    private static readonly Meter Meter = new("Isotherm.Fetch");

    /// <summary>By kind: <c>part</c> or <c>failed</c>.</summary>
    public static readonly Counter<long> Published =
        Meter.CreateCounter<long>("isotherm.messages.published", "{message}", "Messages that the topic has taken.");
}
