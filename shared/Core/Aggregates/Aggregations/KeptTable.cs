namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>A table of an aggregation, without the columns that all of them have.</summary>
/// <param name="Name">As in the migration.</param>
/// <param name="Keys">Tell the rows of a part, or of an hour, apart.</param>
/// <param name="Values">The other columns.</param>
public sealed record KeptTable(string Name, IReadOnlyList<KeptColumn> Keys, IReadOnlyList<KeptColumn> Values)
{
    /// <summary>Keys, then values: the order of the values in a row.</summary>
    public IReadOnlyList<KeptColumn> Columns { get; } = [.. Keys, .. Values];
}
