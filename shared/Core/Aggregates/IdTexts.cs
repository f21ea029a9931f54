using System.Buffers.Binary;

namespace Isotherm.Core.Aggregates;

/// <summary>Keeps texts one after the other in blocks, each a length and its bytes.</summary>
internal sealed class IdTexts
{
    private const int BlockBytes = 8 * 1024;
    private const int LargestShared = BlockBytes / 8;
    private const int Alignment = 4;
    private const int SlotsPerBlock = BlockBytes / Alignment;
    private const byte LongMark = 255;
    private const int LongHead = 5;

    private readonly List<byte[]> _blocks = [];
    private int _shared;
    private int _used = BlockBytes;

    /// <summary>The text kept there.</summary>
    public ReadOnlySpan<byte> this[int slot]
    {
        get
        {
            var room = _blocks[slot / SlotsPerBlock].AsSpan(slot % SlotsPerBlock * Alignment);
            return room[0] == LongMark
                ? room.Slice(LongHead, BinaryPrimitives.ReadInt32LittleEndian(room[1..])) : room.Slice(1, room[0]);
        }
    }

    /// <summary>Keeps a text and says where.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var head = text.Length >= LongMark ? LongHead : 1;
        var (block, at) = Place(head + text.Length);
        var room = _blocks[block].AsSpan(at);
        room[0] = (byte)Math.Min(text.Length, LongMark);
        if (head == LongHead) BinaryPrimitives.WriteInt32LittleEndian(room[1..], text.Length);
        text.CopyTo(room[head..]);
        return (block * SlotsPerBlock) + (at / Alignment);
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
