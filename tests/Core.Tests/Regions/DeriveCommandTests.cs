using System.Diagnostics;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Regions;

/// <summary>The committed command makes the committed file, from the packages as the registry gives them.</summary>
public sealed class DeriveCommandTests
{
    private const int PackagesUnavailable = 75;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Deriving_the_default_shapes_again_gives_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("isotherm-derive-");
        try
        {
            var output = Path.Combine(folder.FullName, "again.geojson");
            var (exitCode, errors) = await Derive(output);
            if (exitCode == PackagesUnavailable) Assert.Skip($"The packages cannot be fetched here: {errors}");

            Assert.True(exitCode == 0, errors);
            var again = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
            Assert.Equal(DefaultShapes.File, again);
            Assert.Equal([output], Directory.GetFileSystemEntries(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Errors)> Derive(string output)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var start = new ProcessStartInfo("bash", [Checkout.PathOf("data", "derive.sh"), output])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var words = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, $"{await errors} {await words}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
