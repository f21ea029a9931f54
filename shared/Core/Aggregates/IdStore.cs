using System.Buffers.Binary;

namespace Isotherm.Core.Aggregates;

/// <summary>Keeps ids one after the other in blocks, each a length and its bytes: 20 bytes for a UUID.</summary>
internal sealed class IdStore
{
    private const int BlockBytes = 64 * 1024;
    private const int LargestShared = BlockBytes / 8;
    private const int Alignment = 4;
    private const int SlotsPerBlock = BlockBytes / Alignment;
    private const byte UuidMark = 0;
    private const byte LongMark = 255;
    private const int LongHead = 5;

    private readonly List<byte[]> _blocks = [];
    private int _shared;
    private int _used = BlockBytes;

    /// <summary>Keeps an id and says where.</summary>
    public int Add(ReadingId id)
    {
        var head = !id.IsUuid && id.Bytes.Length >= LongMark ? LongHead : 1;
        var (block, at) = Place(head + id.Bytes.Length);
        var room = _blocks[block].AsSpan(at);
        room[0] = id.IsUuid ? UuidMark : (byte)Math.Min(id.Bytes.Length, LongMark);
        if (head == LongHead) BinaryPrimitives.WriteInt32LittleEndian(room[1..], id.Bytes.Length);
        id.Bytes.CopyTo(room[head..]);
        return (block * SlotsPerBlock) + (at / Alignment);
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

    /// <summary>
    /// Room for so many bytes: a block of their own for many, so that no block is left with much of it unused.
    /// </summary>
    private (int Block, int At) Place(int length)
    {
        if (length > LargestShared)
        {
            _blocks.Add(new byte[length]);
            return (_blocks.Count - 1, 0);
        }

        if (_used + length > BlockBytes)
        {
            _blocks.Add(new byte[BlockBytes]);
            (_shared, _used) = (_blocks.Count - 1, 0);
        }

        var at = _used;
        _used += (length + Alignment - 1) / Alignment * Alignment;
        return (_shared, at);
    }
}
