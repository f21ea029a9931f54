using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>A rule for every plan, and the ways in which it is proved that it can be broken.</summary>
/// <param name="Name">The rule, as a sentence.</param>
/// <param name="Types">The types of resources that it looks at.</param>
/// <param name="Faults">What breaks it; nothing when it holds.</param>
internal sealed record Policy(
    string Name, IReadOnlyList<string> Types, Func<Plan, IEnumerable<string>> Faults)
{
    /// <summary>Changes of a good plan, by name, each of which the rule must report.</summary>
    public IReadOnlyList<(string Name, Action<Plan> Break)> Breaks { get; private init; } = [];

    public Policy BrokenBy(string name, Action<Plan> change) =>
        this with { Breaks = [.. Breaks, (name, change)] };
}
