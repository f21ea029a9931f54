namespace Isotherm.Cli.Terminals;

/// <summary>A column of a table: its heading, and whether its cells are numbers, which stand right.</summary>
internal readonly record struct Column(string Heading, bool IsNumber = false);
