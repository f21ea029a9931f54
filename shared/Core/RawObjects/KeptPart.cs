namespace Isotherm.Core.RawObjects;

/// <summary>A raw object as it lies in the bucket, whether or not a manifest names it.</summary>
public sealed record KeptPart(RawObjectName Name, StoredObject Stored);
