namespace Isotherm.Core.Tables;

/// <summary>What an hour shows from now on, and the rows that say so; no rows when every point lies outside.</summary>
public sealed record Changeover(HourShown Shown, IReadOnlyList<RegionTemperature> Rows);
