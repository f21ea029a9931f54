using System.Diagnostics;
using System.Globalization;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>
/// A replay of many hours in this process: two days on each commit, a year with ISOTHERM_REPLAY_HOURS=8784. How long it
/// took is written into the output of the test.
/// </summary>
public sealed class ReplayOfManyHours(ITestOutputHelper output)
{
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Many_hours_are_filled_and_replayed_and_the_tables_stay_the_same()
    {
        var hours = int.Parse(
            Environment.GetEnvironmentVariable("ISOTHERM_REPLAY_HOURS") ?? "48", CultureInfo.InvariantCulture);
        await using var pipeline = await KeptPipeline.CreateAsync();
        for (var i = 0; i < hours; i++) await CommitAsync(pipeline, i);

        var filled = await TimeAsync("fill", () => ReplayAsync(pipeline));
        var before = await pipeline.HashAsync();
        var replayed = await TimeAsync("replay", () => ReplayAsync(pipeline));
        await TimeAsync("verify", async () => (await pipeline.Shell.RunAsync("verify", "--from", "2024-01-01", "--to",
            First.AddHours(hours - 1).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture))).Succeeded());

        Said.First($"{hours * 13} values of {hours} hours change.", filled);
        Assert.Equal("No value changes.", replayed);
        Assert.Equal(before, await pipeline.HashAsync());
    }

    private static Task<Manifest> CommitAsync(KeptPipeline pipeline, int hour)
    {
        var readings = Enumerable.Range(0, 26).Select(i => KeptPipeline.Reading(
            $"s{i}", i % 13, ((hour % 40) - 10 + (i / 10m)).ToString(CultureInfo.InvariantCulture)));
        var slot = First.AddHours(hour).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return pipeline.CommitAsync(slot, "scheduled", KeptPipeline.Array([.. readings]));
    }

    /// <summary>The last sentence of what a replay of everything says.</summary>
    private static async Task<string> ReplayAsync(KeptPipeline pipeline)
    {
        var said = (await pipeline.Shell.RunAsync("replay", "--from", "2024-01-01", "--to", "2025-01-01")).Succeeded();
        return said.TrimEnd('\n').Split('\n')[^1].Split("this process. ")[1];
    }

    private async Task<string> TimeAsync(string what, Func<Task<string>> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var said = await work();
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s");
        return said;
    }
}
