using System.Collections.Concurrent;
using System.Diagnostics;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Plans;

/// <summary>Plans, made by <c>tests/terraform.sh</c>, each once for all tests.</summary>
internal static class Terraform
{
    private const int NotHere = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9);

    private static readonly ConcurrentDictionary<string, Lazy<Task<Result>>> Made = new(StringComparer.Ordinal);

    /// <summary>
    /// The plan of an installation. Where no Terraform can work the test is skipped, with the reason; with
    /// <c>ISOTHERM_REQUIRE_TERRAFORM=1</c> it fails.
    /// </summary>
    public static async Task<Plan> PlanAsync(Fixture fixture)
    {
        var result = await Made.GetOrAdd(fixture.Name, _ => new(() => RunAsync(fixture.Arguments))).Value;
        if (result.ExitCode == NotHere && Environment.GetEnvironmentVariable("ISOTHERM_REQUIRE_TERRAFORM") != "1")
            Assert.Skip(result.Errors);
        Assert.True(result.ExitCode == 0, $"The plan '{fixture.Name}' cannot be made: {result.Errors}");
        return Plan.Parse(result.Output);
    }

    private static async Task<Result> RunAsync(string[] arguments)
    {
        using var limit = new CancellationTokenSource(Limit);
        string[] command = [Checkout.PathOf("tests", "terraform.sh"), "plan-json", .. arguments];
        using var process = Process.Start(new ProcessStartInfo("bash", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Result(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private sealed record Result(int ExitCode, string Output, string Errors);
}
