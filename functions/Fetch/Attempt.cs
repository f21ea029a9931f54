using Isotherm.Adapters.SensorApi;
using Isotherm.Core.RawObjects;

namespace Isotherm.Fetch;

/// <summary>One call of the API and what is kept of it.</summary>
/// <param name="Name">The raw object of the call.</param>
/// <param name="Answer">What the API answered.</param>
/// <param name="Read">Elements of the array that were read.</param>
/// <param name="Usable">Those that can be used, as far as one reading alone can tell.</param>
/// <param name="Refusal">Why the answer makes no run; null when it makes one.</param>
/// <param name="Offset">Bytes of the body before the fault; null when the fault is not in the body.</param>
/// <param name="Stored">The raw object; null when nothing was committed under its name.</param>
internal sealed record Attempt(
    RawObjectName Name,
    SensorApiAnswer Answer,
    long Read,
    long Usable,
    string? Refusal,
    long? Offset,
    StoredObject? Stored);
