namespace Isotherm.Core.Tables;

/// <summary>What the ledger knows of a run.</summary>
/// <param name="StartedAt">Of the committed run; until then of the last attempt that is known.</param>
/// <param name="Parts">Parts of the run in all; null until it is committed.</param>
/// <param name="Failures">How many calls of the sensor API for it failed.</param>
/// <param name="Evaluation">The evaluation that its counts are of; null when none is complete.</param>
public sealed record LockedRun(DateTimeOffset StartedAt, int? Parts, int Failures, long? Evaluation)
{
    public bool IsCommitted => Parts is not null;
}
