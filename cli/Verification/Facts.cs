namespace Isotherm.Cli.Verification;

/// <summary>What holds of an hour or a run, each fact with its value as text, to be compared.</summary>
internal sealed class Facts
{
    private readonly Dictionary<FactKey, string> _values = [];

    public void Add(string hour, string? run, string what, string value) =>
        _values[new FactKey(hour, run ?? "", what)] = value;

    /// <summary>Every fact in which the two differ, by hour, run and name.</summary>
    public static IReadOnlyList<Difference> Compare(Facts expected, Facts found) =>
    [
        .. expected._values.Keys.Union(found._values.Keys)
            .Select(key => new Difference(
                key.Hour,
                key.Run.Length == 0 ? null : key.Run,
                key.What,
                expected._values.GetValueOrDefault(key),
                found._values.GetValueOrDefault(key)))
            .Where(difference => difference.Expected != difference.Found)
            .OrderBy(difference => difference.Hour, StringComparer.Ordinal)
            .ThenBy(difference => difference.Run, StringComparer.Ordinal)
            .ThenBy(difference => difference.What, StringComparer.Ordinal),
    ];

    private readonly record struct FactKey(string Hour, string Run, string What);
}
