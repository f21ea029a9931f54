namespace Isotherm.Cli.Ledger;

/// <summary>A column of a list that can be written as table, JSON or CSV.</summary>
/// <param name="Name">In JSON and CSV.</param>
/// <param name="Heading">In a table.</param>
/// <param name="IsNumber">Whether the cells are whole numbers.</param>
/// <param name="Folds">Whether its cells may be folded when the terminal is narrow.</param>
internal sealed record ListColumn(string Name, string Heading, bool IsNumber = false, bool Folds = false);
