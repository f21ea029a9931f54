using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Isotherm.Core.Regions;

namespace Isotherm.Benchmarks.Regions;

/// <summary>A point to its region; the figures are of one look-up.</summary>
[SuppressMessage("Design", "CA1515", Justification = "The benchmarks make a class of it.")]
public class LookupBenchmarks
{
    private readonly double[] _latitudes = BenchedShapes.Current.Latitudes;
    private readonly double[] _longitudes = BenchedShapes.Current.Longitudes;
    private readonly RegionLocators _ours = new(BenchedShapes.Current.Shapes);
    private readonly ReferenceLocators _reference = new(BenchedShapes.Current.Outlines);

    /// <summary>That all answers are the same is seen before any time is taken.</summary>
    [GlobalSetup]
    public void Compare()
    {
        for (var i = 0; i < BenchedShapes.Points; i++)
        {
            var (latitude, longitude) = (_latitudes[i], _longitudes[i]);
            var rectangle = _ours.Rectangle.Locate(latitude, longitude);
            var polygon = _ours.Polygon.Locate(latitude, longitude);
            if (rectangle != _reference.Rectangle(latitude, longitude)
                || rectangle != _reference.RectangleByTree(latitude, longitude)
                || polygon != _reference.Polygon(latitude, longitude)
                || polygon != _reference.PolygonByTree(latitude, longitude))
                throw new InvalidOperationException($"The answers for {latitude}, {longitude} differ.");
        }
    }

    [Benchmark(OperationsPerInvoke = BenchedShapes.Points)]
    public long Rectangle()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _ours.Rectangle.Locate(_latitudes[i], _longitudes[i]);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = BenchedShapes.Points)]
    public long RectangleBoxByBox()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _reference.Rectangle(_latitudes[i], _longitudes[i]);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = BenchedShapes.Points)]
    public long RectangleStrTree()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _reference.RectangleByTree(_latitudes[i], _longitudes[i]);
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BenchedShapes.Points)]
    public long Polygon()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _ours.Polygon.Locate(_latitudes[i], _longitudes[i]);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = BenchedShapes.Points)]
    public long PolygonIndexedPointInArea()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _reference.Polygon(_latitudes[i], _longitudes[i]);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = BenchedShapes.Points)]
    public long PolygonStrTreeAndIndexedPointInArea()
    {
        var sum = 0L;
        for (var i = 0; i < _latitudes.Length; i++) sum += _reference.PolygonByTree(_latitudes[i], _longitudes[i]);
        return sum;
    }
}
