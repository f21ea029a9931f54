using System.Diagnostics.Metrics;

namespace Isotherm.Adapters.SensorApi;

/// <summary>What the sensor API costs in patience, for whoever listens to the meter.</summary>
internal static class SensorApiMeter
{
    private static readonly Meter Meter = new("Isotherm.Adapters.SensorApi");

    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("isotherm.sensor_api.retries", "{request}", "Calls of the sensor API sent again.");
}
