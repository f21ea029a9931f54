namespace Isotherm.Cli.Verification;

/// <summary>What holds of an hour or a run, each fact with its value as text, to be compared.</summary>
internal sealed class Facts
{
    private readonly Dictionary<FactKey, string> _values = [];

    /// <summary>The runs of which something is known.</summary>
    public IEnumerable<(string Hour, string Run)> Runs =>
        _values.Keys.Where(key => key.What == OwnRules.State).Select(key => (key.Hour, key.Run));

    public void Add(string hour, string? run, string what, string value) =>
        _values[new FactKey(hour, run ?? "", what)] = value;

    /// <summary>The value of a fact; null when it is not known.</summary>
    public string? Find(string hour, string? run, string what) =>
        _values.GetValueOrDefault(new FactKey(hour, run ?? "", what));

    /// <summary>Compares two facts of the same side, as if one was expected.</summary>
    public IEnumerable<Difference> CompareOwn(string what, string with)
    {
        var hours = _values.Keys.Where(key => key.What == what || key.What == with).Select(key => key.Hour).Distinct();
        foreach (var hour in hours.Order(StringComparer.Ordinal))
        {
            var (found, other) = (Find(hour, null, what) ?? "none", Find(hour, null, with) ?? "none");
            if (found != other) yield return new Difference(hour, null, what, null, $"{found}; {with}: {other}");
        }
    }

    /// <summary>Every fact in which the two differ, by hour, run and name.</summary>
    public static IReadOnlyList<Difference> Compare(Facts expected, Facts found) =>
    [
        .. expected._values.Keys.Union(found._values.Keys)
            .Where(key => key.What is not (OwnRules.ShownChangeover or OwnRules.NewestChangeover))
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
