using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Regions;

/// <summary>Locating points and loading shapes, against NetTopologySuite.</summary>
internal static class RegionsBenchmark
{
    /// <param name="shapes">A file of shapes; null for those that are shipped.</param>
    public static void Run(string? shapes)
    {
        BenchedShapes.Use(shapes ?? ShippedShapes.File);
        // In this process: another one would have to be told of the shapes, and built under the rules of this house.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Checkout.PathOf("artifacts", "benchmarks"));
        BenchmarkRunner.Run<LookupBenchmarks>(config);
        BenchmarkRunner.Run<ReadingBenchmarks>(config);
        BenchmarkRunner.Run<LoadBenchmarks>(config);
    }
}
