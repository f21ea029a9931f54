using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Benchmarks.Readings;

/// <summary>Adds the temperatures of each region, by rectangle; ids are not looked at.</summary>
internal sealed class RegionSumsSink(RectangleLocator locator, int regions) : IReadingSink
{
    private readonly ExactSum[] _sums = new ExactSum[regions + 1];

    public string Answer => string.Join(' ', _sums.Select(sum => $"{sum.Count}:{sum.SumText()}"));

    public void Usable(scoped in Reading reading) =>
        Add(reading.Latitude, reading.Longitude, reading.Temperature);

    public void Reject(RejectedReading rejected)
    {
    }

    public void Add(double latitude, double longitude, Temperature temperature)
    {
        ref var sum = ref _sums[1 + locator.Locate(latitude, longitude, out _)];
        sum = sum.Plus(temperature);
    }
}
