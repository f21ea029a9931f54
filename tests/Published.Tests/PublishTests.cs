using System.Diagnostics;
using System.Reflection.PortableExecutable;
using Isotherm.Testing;
using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

/// <summary>What is published: a binary and the embedded database's library, made without a warning.</summary>
public sealed class PublishTests
{
    [Theory]
    [InlineData("Fetch")]
    [InlineData("Aggregate")]
    public void A_function_is_its_binary_and_the_library_of_SQLite_and_nothing_else(string name)
    {
        var folder = Path.GetDirectoryName(NativeFunctions.PathOf(name))!;

        Assert.Equal(
            ["Isotherm." + name, "libe_sqlite3.so"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_compiler_warned_of_nothing()
    {
        var log = File.ReadAllText(Path.Combine(NativeFunctions.Folder(), "publish.log"));

        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Isotherm.Aggregate -> ", log, StringComparison.Ordinal);
        Assert.Contains("Isotherm.Fetch -> ", log, StringComparison.Ordinal);
        Assert.Contains("Isotherm.Cli -> ", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_is_compiled_before_it_is_shipped_and_answers()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("readings.json"), """
            [{"id":"1","timestamp":"t","lat":48.85,"lon":2.35,"temperature":20.5,"country":"France"},
             {"id":"1","timestamp":"t","lat":48.85,"lon":2.35,"temperature":-3.25,"country":"France"}]
            """, stop);
        var start = new ProcessStartInfo(
            NativeFunctions.CommandLine, ["aggregate", folder.File("readings.json"), "--format", "csv"])
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("polygon,11,Île-de-France,1,-3.25,-3.25", output, StringComparison.Ordinal);
        await using var assembly = File.OpenRead(NativeFunctions.CommandLine + ".dll");
        using var image = new PEReader(assembly);
        Assert.True(
            image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, "It is compiled again at every start.");
    }
}
