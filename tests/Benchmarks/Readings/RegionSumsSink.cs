using Isotherm.Benchmarks.Whole.Contenders;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Benchmarks.Readings;

/// <summary>Adds the temperatures of each region, by rectangle; ids are not looked at.</summary>
internal sealed class RegionSumsSink(RectangleLocator locator, IReadOnlyList<string> codes) : IReadingSink
{
    private readonly ExactSum[] _sums = new ExactSum[codes.Count + 1];

    /// <summary>A line for each region, as all contenders print it, and a remark on those in none.</summary>
    public string Answer => string.Join('\n', codes
        .Zip(_sums.Skip(1), (code, sum) => PrintedSums.Line("rectangle", code, sum.Count, sum.SumText()))
        .Append($"# outside: {_sums[0]}"));

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
