using System.Diagnostics.Metrics;

namespace Isotherm.Adapters.Tables;

/// <summary>What the database costs in patience, for whoever listens to the meter.</summary>
internal static class TablesMeter
{
    private static readonly Meter Meter = new("Isotherm.Adapters.Tables");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("isotherm.tables.retries", "{transaction}", "Transactions run again.");
}
