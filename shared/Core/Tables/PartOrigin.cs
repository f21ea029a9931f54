namespace Isotherm.Core.Tables;

/// <summary>The raw object that a recorded part came from.</summary>
public readonly record struct PartOrigin(string ObjectName, long Generation);
