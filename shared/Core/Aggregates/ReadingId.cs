using System.Buffers.Text;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// An id in the form in which it is kept: a UUID in its usual lower-case text as 16 bytes, any other id as its UTF-8.
/// Equal exactly when the texts are.
/// </summary>
internal readonly ref struct ReadingId
{
    public const int UuidBytes = 16;
    private const int UuidTextLength = 36;

    private ReadingId(ReadOnlySpan<byte> bytes, bool isUuid)
    {
        Bytes = bytes;
        IsUuid = isUuid;
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public bool IsUuid { get; }

    /// <param name="text">Unescaped UTF-8.</param>
    /// <param name="room">At least <see cref="UuidBytes"/> bytes, which the id may then use.</param>
    public static ReadingId Of(ReadOnlySpan<byte> text, Span<byte> room)
    {
        if (text.Length != UuidTextLength || text.ContainsAnyInRange((byte)'A', (byte)'F')
            || !Utf8Parser.TryParse(text, out Guid uuid, out _, 'D'))
            return new ReadingId(text, false);
        uuid.TryWriteBytes(room);
        return new ReadingId(room[..UuidBytes], true);
    }

    /// <summary>An id that was kept.</summary>
    public static ReadingId Kept(ReadOnlySpan<byte> bytes, bool isUuid) => new(bytes, isUuid);

    public bool Equals(ReadingId other) => IsUuid == other.IsUuid && Bytes.SequenceEqual(other.Bytes);

    /// <summary>Differs from process to process, so that nobody can choose ids that collide.</summary>
    public int Hash()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}
