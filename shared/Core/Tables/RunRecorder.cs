using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Core.Tables;

/// <summary>
/// The steps by which runs reach the tables, the same for every database: one transaction each, retried when the
/// database asks for it. Any call any number of times, in any order, at once, leaves the same rows.
/// </summary>
public sealed class RunRecorder(TimeProvider clock)
{
    /// <summary>Records one aggregated part; shows the hour when it completes the current run of its slot.</summary>
    /// <exception cref="TransientException">The database cannot take it now.</exception>
    public Task<RecordOutcome> RecordPartAsync(PartEntry entry, CancellationToken cancellation) =>
        throw new NotSupportedException($"{clock}");

    /// <summary>Notes in the ledger that a run failed, unless it has been committed since. Never touches an hour.</summary>
    /// <exception cref="TransientException">The database cannot take it now.</exception>
    public Task RecordFailureAsync(FailedRunMessage failure, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
