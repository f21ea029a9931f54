using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Isotherm.Core.Readings.Fast;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>
/// The tests of the fast path again, each time on a processor that knows less: switches of .NET hide what it has.
/// </summary>
public sealed class ProcessorTests
{
    private const string Bits = "ISOTHERM_VECTOR_BITS";

    [Fact]
    public void The_widest_vectors_are_used_or_those_that_the_run_was_left_with()
    {
        var widest = Avx512BW.IsSupported ? 512 : Avx2.IsSupported ? 256 : 128;
        var asked = Environment.GetEnvironmentVariable(Bits);
        Assert.Equal(asked is null ? widest : int.Parse(asked, CultureInfo.InvariantCulture), WideText.Bits);
    }

    [Theory]
    [InlineData(256, "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512")]
    [InlineData(128, "DOTNET_EnableAVX512F", "DOTNET_EnableAVX512", "DOTNET_EnableAVX2")]
    [InlineData(0, "DOTNET_EnableHWIntrinsic")]
    public async Task The_fast_path_gives_the_same_on_a_processor_that_knows_less(int bits, params string[] hidden)
    {
        var stop = TestContext.Current.CancellationToken;
        string[] methods = ["*FastPathTests.*", "*TwoCursorsTests.*", "*SplittingTests.*", "*.The_widest_*"];
        string[] tests = [.. methods.SelectMany(method => new[] { "-method", method })];
        var start = new ProcessStartInfo("dotnet", [typeof(ProcessorTests).Assembly.Location, .. tests])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in hidden) start.Environment[name] = "0";
        start.Environment[Bits] = Math.Min(bits, WideText.Bits).ToString(CultureInfo.InvariantCulture);
        start.Environment["ISOTHERM_DOCUMENTS"] = "2000";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, output);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }
}
