using Isotherm.Adapters.SensorApi;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Fetch;

/// <summary>One call of the API and what is kept of it.</summary>
/// <param name="Id">Names the folder of its raw objects.</param>
/// <param name="Answer">What the API answered.</param>
/// <param name="Usable">
/// Readings that can be used, as far as one reading alone can tell.
/// </param>
/// <param name="Refusal">Why the answer makes no run; null when it makes one.</param>
/// <param name="Offset">Bytes of the body before the fault; null when the fault is not in the body.</param>
/// <param name="Stored">
/// The raw objects, in order: the parts of the run, or what was written of an answer that makes none.
/// </param>
/// <param name="IsWhole">Whether the raw objects hold all that was received.</param>
/// <param name="Readings">How many readings each part of the run has, by part.</param>
internal sealed record Attempt(
    AttemptId Id,
    SensorApiAnswer Answer,
    long Usable,
    string? Refusal,
    long? Offset,
    IReadOnlyList<StoredObject> Stored,
    bool IsWhole,
    IReadOnlyList<long> Readings)
{
    public long Read => Readings.Sum();
}
