using Isotherm.Core.Runs;

namespace Isotherm.Core.Tables;

/// <summary>A slot and the evaluation, of its current run, that it shows.</summary>
public readonly record struct ShownSlot(Slot Slot, long Evaluation);
