namespace Isotherm.Cli.Demo;

/// <summary>What fetch answers about a run.</summary>
internal sealed record FetchAnswer(string Run, string State);
