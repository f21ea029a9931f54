namespace Isotherm.Core.Readings;

/// <summary>A reading that is not used.</summary>
/// <param name="Position">Its index in the array of the part, from 0.</param>
/// <param name="Reason">Why it is not used.</param>
public readonly record struct RejectedReading(long Position, RejectReason Reason);
