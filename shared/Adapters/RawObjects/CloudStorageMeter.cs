using System.Diagnostics.Metrics;

namespace Isotherm.Adapters.RawObjects;

/// <summary>What Cloud Storage costs in patience, for whoever listens to the meter.</summary>
internal static class CloudStorageMeter
{
    private static readonly Meter Meter = new("Isotherm.Adapters.RawObjects");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("isotherm.storage.retries", "{request}", "Requests to Cloud Storage sent again.");
}
