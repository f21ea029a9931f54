using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Isotherm.Core.Regions;

namespace Isotherm.Benchmarks.Regions;

/// <summary>From bytes to locators: what a start has to wait for.</summary>
[SuppressMessage("Design", "CA1515", Justification = "The benchmarks make a class of it.")]
[SuppressMessage("Performance", "CA1822", Justification = "The benchmarks ask for methods of an instance.")]
public class LoadBenchmarks
{
    [Benchmark(Baseline = true)]
    public object ReadGeoJson() => ShapesReader.Read(BenchedShapes.Current.Json);

    [Benchmark]
    public object ReadCompactForm() => CompactShapes.Read(BenchedShapes.Current.Compact, BenchedShapes.Current.Source);

    [Benchmark]
    public object BuildLocators() => new RegionLocators(BenchedShapes.Current.Shapes);

    [Benchmark]
    public object BuildIndexedPointInAreaAndStrTree() => new ReferenceLocators(BenchedShapes.Current.Outlines);
}
