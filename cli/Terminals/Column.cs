namespace Isotherm.Cli.Terminals;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Stands above it.</param>
/// <param name="IsNumber">Numbers stand right.</param>
/// <param name="Folds">Its cells may be folded when the terminal is narrow.</param>
internal readonly record struct Column(string Heading, bool IsNumber = false, bool Folds = false);
