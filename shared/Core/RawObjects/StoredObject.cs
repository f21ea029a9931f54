namespace Isotherm.Core.RawObjects;

/// <summary>An object as a bucket reports it.</summary>
/// <param name="Name">Its name in the bucket.</param>
/// <param name="Generation">The version of the object: every write of a name has a greater one than any before.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Crc32C">Base64 of the big-endian CRC-32C of the bytes.</param>
public sealed record StoredObject(string Name, long Generation, long Size, string Crc32C);
