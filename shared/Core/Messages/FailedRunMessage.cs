using Isotherm.Core.Runs;

namespace Isotherm.Core.Messages;

/// <summary>A call of the sensor API made no run; the ledger should know why.</summary>
/// <param name="Key">Slot and run that the call was meant for.</param>
/// <param name="StartedAt">When the call was started.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record FailedRunMessage(RunKey Key, DateTimeOffset StartedAt, string Reason) : RunMessage(Key, StartedAt);
