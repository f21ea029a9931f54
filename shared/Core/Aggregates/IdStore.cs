using System.Buffers.Binary;

namespace Isotherm.Core.Aggregates;

/// <summary>Keeps ids one after the other in blocks, each a length and its bytes: 20 bytes for a UUID.</summary>
internal sealed class IdStore
{
    private const int BlockBytes = 64 * 1024;
    private const int Alignment = 4;
    private const int SlotsPerBlock = BlockBytes / Alignment;
    private const byte UuidMark = 0;
    private const byte LongMark = 255;
    private const int LongHead = 5;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;

    /// <summary>Keeps an id and says where.</summary>
    public int Add(ReadingId id)
    {
        var head = !id.IsUuid && id.Bytes.Length >= LongMark ? LongHead : 1;
        var length = head + id.Bytes.Length;
        if (_used + length > BlockBytes)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, length)]);
            _used = 0;
        }
        var room = _blocks[^1].AsSpan(_used);
        room[0] = id.IsUuid ? UuidMark : (byte)Math.Min(id.Bytes.Length, LongMark);
        if (head == LongHead) BinaryPrimitives.WriteInt32LittleEndian(room[1..], id.Bytes.Length);
        id.Bytes.CopyTo(room[head..]);
        var slot = ((_blocks.Count - 1) * SlotsPerBlock) + (_used / Alignment);
        _used += (length + Alignment - 1) / Alignment * Alignment;
        return slot;
    }

    /// <summary>The id kept there.</summary>
    public ReadingId this[int slot]
    {
        get
        {
            var room = _blocks[slot / SlotsPerBlock].AsSpan(slot % SlotsPerBlock * Alignment);
            return room[0] switch
            {
                UuidMark => ReadingId.Kept(room.Slice(1, ReadingId.UuidBytes), true),
                LongMark => ReadingId.Kept(
                    room.Slice(LongHead, BinaryPrimitives.ReadInt32LittleEndian(room[1..])), false),
                var length => ReadingId.Kept(room.Slice(1, length), false),
            };
        }
    }
}
