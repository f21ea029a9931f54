using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// 16 bytes for an id: a UUID in its usual lower-case text, packed, or where the text of any other id lies. Its hash
/// says which of the two it is.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = UuidText.PackedLength)]
internal struct IdKey
{
    private const int UuidMark = 1 << 27;

    [FieldOffset(0)]
    public Guid Uuid;

    [FieldOffset(0)]
    public int Start;

    [FieldOffset(sizeof(int))]
    public int Length;

    /// <summary>Whether the id with that hash is a UUID.</summary>
    public static bool IsUuid(int hash) => (hash & UuidMark) != 0;

    /// <summary>Packs a text into this key; false, and nothing is said, when it is no UUID in its usual text.</summary>
    public bool TryPack(ReadOnlySpan<byte> text, out int hash)
    {
        var isUuid = UuidText.TryPack(text, MemoryMarshal.AsBytes(new Span<Guid>(ref Uuid)));
        hash = isUuid ? HashOfUuid() : 0;
        return isUuid;
    }

    /// <summary>
    /// Differs from process to process, as that of a UUID does, so that nobody can choose ids that collide.
    /// </summary>
    public static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = new HashCode();
        hash.AddBytes(text);
        return hash.ToHashCode() & ~UuidMark;
    }

    private int HashOfUuid()
    {
        // By four words of 32 bits: one of 64 would be folded to 32 before the secret seed comes in.
        ref var word = ref Unsafe.As<Guid, int>(ref Uuid);
        return UuidMark
            | HashCode.Combine(word, Unsafe.Add(ref word, 1), Unsafe.Add(ref word, 2), Unsafe.Add(ref word, 3));
    }
}
