using System.Buffers.Binary;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// An id in the form in which it is kept: a UUID in its usual lower-case text as 16 bytes, any other id as its UTF-8.
/// Equal exactly when the texts are.
/// </summary>
internal readonly ref struct ReadingId
{
    public const int UuidBytes = UuidText.PackedLength;

    private ReadingId(ReadOnlySpan<byte> bytes, bool isUuid)
    {
        Bytes = bytes;
        IsUuid = isUuid;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public bool IsUuid { get; }

    /// <param name="text">Unescaped UTF-8.</param>
    /// <param name="room">At least <see cref="UuidBytes"/> bytes, which the id may then use.</param>
    public static ReadingId Of(ReadOnlySpan<byte> text, Span<byte> room) => UuidText.TryPack(text, room)
        ? new ReadingId(room[..UuidBytes], true)
        : new ReadingId(text, false);

    /// <summary>An id that was kept.</summary>
    public static ReadingId Kept(ReadOnlySpan<byte> bytes, bool isUuid) => new(bytes, isUuid);

    public bool Equals(ReadingId other) => IsUuid == other.IsUuid && Bytes.SequenceEqual(other.Bytes);

    /// <summary>Differs from process to process, so that nobody can choose ids that collide.</summary>
    public int Hash()
    {
        if (IsUuid)
        {
            return HashCode.Combine(
                BinaryPrimitives.ReadInt32LittleEndian(Bytes),
                BinaryPrimitives.ReadInt32LittleEndian(Bytes[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(Bytes[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(Bytes[12..]));
        }
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}
