using System.ComponentModel;
using System.Globalization;
using Isotherm.Benchmarks.Whole;
using Isotherm.Testing;

namespace Isotherm.Benchmarks.Simdjson;

/// <summary>
/// simdjson On-Demand, compiled here for this processor: from the folder that <see cref="Variable"/> names
/// (<c>simdjson.h</c> and <c>simdjson.cpp</c>, as its releases have them), or with the library of the system.
/// </summary>
internal sealed class SimdjsonProgram
{
    public const string Variable = "ISOTHERM_SIMDJSON";

    private readonly string _path;

    private SimdjsonProgram(string path) => _path = path;

    /// <summary>Null where there is no compiler or no simdjson; then the reason is told.</summary>
    public static async Task<SimdjsonProgram?> CompileAsync(TemporaryFolder folder, TextWriter output)
    {
        var path = folder.File("extract");
        var source = Checkout.PathOf("tests", "Benchmarks", "Simdjson", "extract.cpp");
        string[] library = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } sources
            ? ["-I", sources, Path.Combine(sources, "simdjson.cpp")] : ["-lsimdjson"];
        try
        {
            ChildProcess.Run(
                ["g++", "-std=c++17", "-O3", "-march=native", "-DNDEBUG", source, .. library, "-o", path]);
            return new SimdjsonProgram(path);
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            await output.WriteLineAsync(
                $"simdjson was not found and does not run: it needs g++ and libsimdjson-dev, or {Variable} = a folder "
                + $"with simdjson.h and simdjson.cpp. {failure.Message.Split('\n')[0]}");
            return null;
        }
    }

    /// <summary>The process that reads the file so many times.</summary>
    /// <param name="file">Readings, plain.</param>
    /// <param name="boxes">The file of the rectangles.</param>
    /// <param name="isFeedOrder">Whether the keys are in the order of the feed.</param>
    /// <param name="passes">The last of them is what counts.</param>
    public IReadOnlyList<string> Command(string file, string boxes, bool isFeedOrder, int passes) =>
        [_path, file, boxes, isFeedOrder ? "feed" : "any", passes.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Processor seconds of the last pass: reading the file into memory, and all that comes after.</summary>
    public static (double Read, double Parse) LastPass(string output)
    {
        var line = output.Split('\n').Last(line => line.StartsWith("# pass ", StringComparison.Ordinal)).Split(' ');
        return (
            double.Parse(line[2], CultureInfo.InvariantCulture), double.Parse(line[3], CultureInfo.InvariantCulture));
    }

    /// <summary>Its version and the instructions that it uses.</summary>
    public static string Version(string output) => output.Split('\n')[0].TrimStart('#', ' ');
}
