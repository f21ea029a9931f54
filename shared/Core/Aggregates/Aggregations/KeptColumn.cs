namespace Isotherm.Core.Aggregates.Aggregations;

/// <summary>A column of a table of an aggregation.</summary>
/// <param name="Name">As in the migration: letters, digits and underscores.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Decimals">Digits after the point, of decimal numbers.</param>
public sealed record KeptColumn(string Name, KeptType Type, int Decimals = 0);
