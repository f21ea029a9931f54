using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Ledger;

/// <summary>A reading that was not used.</summary>
/// <param name="Part">The raw object that holds it.</param>
/// <param name="Position">In the array of that object, from 0.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">The reading as it came; null when it was not asked for, or its raw object is gone.</param>
internal sealed record KeptReject(RawObjectName Part, long Position, string Reason, string? Text);
