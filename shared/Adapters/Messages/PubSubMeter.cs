using System.Diagnostics.Metrics;

namespace Isotherm.Adapters.Messages;

/// <summary>What Pub/Sub costs in patience, for whoever listens to the meter.</summary>
internal static class PubSubMeter
{
    private static readonly Meter Meter = new("Isotherm.Adapters.Messages");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("isotherm.messages.retries", "{request}", "Publish requests to Pub/Sub sent again.");
}
