using System.Diagnostics;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The vectors that a processor has are found at its start; these tests start others with fewer.</summary>
public sealed class RectanglePathsTests
{
    [Theory]
    [InlineData("256", "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")] // .NET 10 and before
    [InlineData("128", "DOTNET_EnableAVX2")]
    [InlineData("0", "DOTNET_EnableHWIntrinsic")]
    public async Task Rectangles_are_compared_alike_without_vectors_of_some_width(string bits, params string[] without)
    {
        var tests = typeof(RectangleVectorsTests);
        var start = new ProcessStartInfo("dotnet", [tests.Assembly.Location, "-noColor", "-class", tests.FullName!])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[RectangleVectorsTests.MostBits] = bits;
        foreach (var vectors in without) start.Environment[vectors] = "0";
        using var process = Process.Start(start)!;

        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 4, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
    }
}
