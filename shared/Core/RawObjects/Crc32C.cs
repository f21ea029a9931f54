using System.Buffers.Binary;
using System.Numerics;

namespace Isotherm.Core.RawObjects;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4) of a stream of bytes, as Cloud Storage reports it.</summary>
public struct Crc32C : IEquatable<Crc32C>
{
    private uint _register;

    /// <summary>The checksum of the bytes taken so far.</summary>
    public readonly uint Value => _register;

    /// <summary>Takes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var register = ~_register;
        while (bytes.Length >= sizeof(ulong))
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var next in bytes) register = BitOperations.Crc32C(register, next);
        _register = ~register;
    }

    /// <summary>Base64 of the big-endian checksum: the form of the field <c>crc32c</c> in the JSON API.</summary>
    public readonly string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, _register);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The checksum of <paramref name="bytes"/> in the form of <see cref="ToBase64"/>.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Crc32C crc = default;
        crc.Append(bytes);
        return crc.ToBase64();
    }

    public readonly bool Equals(Crc32C other) => _register == other._register;

    public override readonly bool Equals(object? obj) => obj is Crc32C other && Equals(other);

    public override readonly int GetHashCode() => _register.GetHashCode();

    public static bool operator ==(Crc32C left, Crc32C right) => left.Equals(right);

    public static bool operator !=(Crc32C left, Crc32C right) => !left.Equals(right);
}
