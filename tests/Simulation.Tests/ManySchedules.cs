using Isotherm.Simulation.Faults;

namespace Isotherm.Simulation.Tests;

/// <summary>The product under drawn faults; docs/reliability.md says what is promised and what is simulated.</summary>
public sealed class ManySchedules
{
    /// <summary>
    /// Ten thousand on the build server, where this project is built for speed; fewer where it is not.
    /// </summary>
#if DEBUG
    private const ulong Seeds = 1_500;
#else
    private const ulong Seeds = 10_000;
#endif

    /// <summary>Faults that a schedule can do without: they need more luck than these seeds have.</summary>
    private static readonly string[] Rare = [];

    [Fact]
    public void Ten_thousand_schedules_keep_every_invariant_and_strike_every_fault()
    {
        var result = Campaign.Run(from: 1, Seeds, Environment.ProcessorCount, progress: null);

        TestContext.Current.TestOutputHelper?.WriteLine(result.Summary);
        Assert.True(result.Failure is null, result.Summary);
        Assert.Equal(Seeds, result.Done);
        Assert.Empty(AllFaults().Except(result.Struck).Except(Rare));
    }

    private static IEnumerable<string> AllFaults() =>
        Enum.GetNames<Mishap>().Concat(
            from site in Enum.GetValues<Site>()
            from blow in Enum.GetValues<Blow>()
            select $"{site}.{blow}");
}
