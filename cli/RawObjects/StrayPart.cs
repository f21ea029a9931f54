using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.RawObjects;

/// <summary>A raw object of an attempt that no manifest names: it counts for nothing.</summary>
/// <param name="Key">Slot and run that it was meant for.</param>
/// <param name="Stored">The object.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Cause">Why it counts for nothing.</param>
internal sealed record StrayPart(RunKey Key, StoredObject Stored, DateTimeOffset Created, string Cause);
