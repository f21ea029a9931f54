using Isotherm.Core.Runs;

namespace Isotherm.Cli.Exports;

/// <summary>What was done with one run.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="Parts">Parts in all.</param>
/// <param name="Written">Parts that were written now; the others were there.</param>
/// <param name="Readings">Readings in the parts written now.</param>
internal sealed record ExportedRun(RunKey Key, int Parts, int Written, long Readings);
