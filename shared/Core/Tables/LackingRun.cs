using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>A run that an aggregation lacks, in full or in part, or does not show although its hour does.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="ShapesHash">The shapes of the evaluation that stands for it.</param>
/// <param name="RulesVersion">The rules of that evaluation.</param>
/// <param name="Parts">How many of its parts are not in.</param>
public sealed record LackingRun(RunKey Key, string ShapesHash, int RulesVersion, int Parts);
