namespace Isotherm.Cli.Verification;

/// <summary>A fact in which raw objects and tables differ.</summary>
/// <param name="Hour">As the tables write it; empty for what is of no hour.</param>
/// <param name="Run">Null for what the hour shows.</param>
/// <param name="What">The fact.</param>
/// <param name="Expected">What the raw objects say, or why they say nothing; null: nothing.</param>
/// <param name="Found">What the tables say; null: nothing.</param>
internal sealed record Difference(string Hour, string? Run, string What, string? Expected, string? Found);
