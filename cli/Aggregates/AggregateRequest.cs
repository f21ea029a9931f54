using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>What <c>isotherm aggregate</c> is asked for.</summary>
/// <param name="Files">As written; <c>-</c> is standard input.</param>
/// <param name="RegionsFile">Shapes other than the shipped ones.</param>
/// <param name="Methods">Which methods are shown, in their order.</param>
/// <param name="Format">table, json or csv.</param>
/// <param name="Threads">How many threads may work at once.</param>
internal sealed record AggregateRequest(
    IReadOnlyList<string> Files, string? RegionsFile, IReadOnlyList<Method> Methods, string Format, int Threads);
