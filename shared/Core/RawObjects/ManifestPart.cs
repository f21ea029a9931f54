namespace Isotherm.Core.RawObjects;

/// <summary>One part of a committed run.</summary>
/// <param name="Stored">The raw object, as the bucket reported it.</param>
/// <param name="Records">Elements of its JSON array.</param>
/// <param name="Message">The body of its message, verbatim: republish it to replay the part.</param>
public sealed record ManifestPart(StoredObject Stored, long Records, string Message);
