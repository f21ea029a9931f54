using Isotherm.Core.Tables;

namespace Isotherm.Core.Tests.Tables;

public sealed class RunStateNamesTests
{
    [Fact]
    public void Every_state_has_a_name_of_its_own_that_is_read_back()
    {
        var states = Enum.GetValues<RunState>();

        Assert.Equal(states, states.Select(state => RunStateNames.Parse(state.Name())));
        Assert.Equal(states.Length, states.Select(RunStateNames.Name).Distinct().Count());
    }

    [Fact]
    public void What_is_no_state_is_refused()
    {
        Assert.Throws<FormatException>(() => RunStateNames.Parse("Failed"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((RunState)99).Name());
    }
}
