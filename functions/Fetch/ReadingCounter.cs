using Isotherm.Core.Readings;

namespace Isotherm.Fetch;

/// <summary>
/// Counts the readings of an answer without keeping any. It does not know ids, so a reading that a later one of the
/// same id supersedes still counts as usable here; aggregate counts exactly.
/// </summary>
internal sealed class ReadingCounter : IReadingSink
{
    public long UsableCount { get; private set; }

    public long RejectCount { get; private set; }

    public void Usable(scoped in Reading reading) => UsableCount++;

    public void Reject(RejectedReading rejected) => RejectCount++;
}
