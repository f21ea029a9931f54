namespace Isotherm.House.Tests;

/// <summary>A rule that nothing in the repository may break.</summary>
internal static class Rule
{
    /// <summary>Fails with every fault, one a line.</summary>
    public static void HasNoFault(IEnumerable<string> faults)
    {
        var found = faults.ToArray();
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }
}
