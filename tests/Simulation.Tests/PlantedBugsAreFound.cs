using Isotherm.Simulation.Planted;

namespace Isotherm.Simulation.Tests;

/// <summary>The detector is tested: each planted bug is found soon, and by the right invariant.</summary>
public sealed class PlantedBugsAreFound
{
    public static TheoryData<string> Names => [.. PlantedBugs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found_within_a_thousand_seeds_by_the_invariant_that_it_breaks(string name)
    {
        var planted = PlantedBugs.All[name];

        var find = Hunt.Find(planted);

        Assert.True(find is not null, $"{name} was not found in {Hunt.Seeds} seeds.");
        Assert.Contains(find.Value.Violation.Invariant, planted().Breaks);
    }
}
