using System.Diagnostics.CodeAnalysis;
using System.Text;
using BenchmarkDotNet.Attributes;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Benchmarks.Regions;

/// <summary>The whole way of a reading, from JSON to the sum of its region, by one method or the other.</summary>
[SuppressMessage("Design", "CA1515", Justification = "The benchmarks make a class of it.")]
public class ReadingBenchmarks
{
    private const int Readings = 200_000;

    private readonly byte[] _json = Encoding.UTF8.GetBytes(GeneratedAnswer.Json(Readings, seed: 1));
    private readonly RegionLocators _locators = new(BenchedShapes.Current.Shapes);

    [Benchmark(Baseline = true, OperationsPerInvoke = Readings)]
    public long Rectangle() => Read(new Sums<RectangleLocator>(_locators.Rectangle));

    [Benchmark(OperationsPerInvoke = Readings)]
    public long Polygon() => Read(new Sums<PolygonLocator>(_locators.Polygon));

    private long Read<T>(Sums<T> sums)
        where T : IRegionLocator
    {
        var reader = new ReadingsReader(ReadingsForm.Array, ReadingRules.Default, sums);
        reader.Feed(_json);
        var read = reader.Complete();
        return read.IsComplete ? sums.Read : throw new InvalidDataException(read.Unreadable!.Reason);
    }

    private sealed class Sums<T>(T locator) : IReadingSink
        where T : IRegionLocator
    {
        private readonly Int128[] _sums = new Int128[Region.All.Count + 1];

        public long Read { get; private set; }

        public void Usable(scoped in Reading reading)
        {
            Read++;
            _sums[locator.Locate(reading.Latitude, reading.Longitude) + 1] += reading.Temperature.NanoCelsius;
        }

        public void Reject(RejectedReading rejected) => Read++;
    }
}
