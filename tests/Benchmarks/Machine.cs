using System.Runtime.InteropServices;

namespace Isotherm.Benchmarks;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var model = (await File.ReadAllLinesAsync("/proc/cpuinfo")).FirstOrDefault(
            line => line.StartsWith("model name", StringComparison.Ordinal));
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        return $"{model?.Split(':')[1].Trim() ?? "processor unknown"}, {Environment.ProcessorCount} cores; "
            + $"{RuntimeInformation.FrameworkDescription}; load {load}";
    }
}
