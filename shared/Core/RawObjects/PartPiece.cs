namespace Isotherm.Core.RawObjects;

/// <summary>The next bytes of a part.</summary>
/// <param name="Part">Counts from 0; a greater one than before means that the one before is whole.</param>
/// <param name="Bytes">Never empty; valid until the cutter takes more.</param>
public readonly record struct PartPiece(int Part, ReadOnlyMemory<byte> Bytes);
