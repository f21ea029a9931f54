using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>Everything that lies in the raw bucket of one run.</summary>
/// <param name="Key">Slot and run, as the names say.</param>
/// <param name="Manifest">The object that commits it; null when no attempt has.</param>
/// <param name="Parts">The raw objects of all attempts, by name; some of them may be strays.</param>
public sealed record KeptRun(RunKey Key, StoredObject? Manifest, IReadOnlyList<KeptPart> Parts);
