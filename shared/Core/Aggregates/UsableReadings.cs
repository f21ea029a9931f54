using System.Runtime.InteropServices;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// The usable readings of a part by their ids, each id once: a chained hash table over blocks that never move. For ids
/// that are UUIDs it takes 56 to 60 bytes an id (32 for the entry, 20 for the id, 4 to 8 for the chains).
/// </summary>
internal sealed class UsableReadings
{
    private const int BlockEntries = 2048;
    private const int None = -1;

    private readonly IdStore _ids = new();
    private readonly List<Entry[]> _blocks = [];
    private int[] _heads = NewHeads(64);

    public int Count { get; private set; }

    /// <summary>The reading of an id; when there is none yet, room for it and <paramref name="isNew"/>.</summary>
    public ref UsableReading Of(ReadingId id, out bool isNew)
    {
        var hash = id.Hash();
        for (var index = _heads[hash & (_heads.Length - 1)]; index != None; index = At(index).Next)
        {
            ref var entry = ref At(index);
            isNew = false;
            if (entry.Hash == hash && _ids[entry.IdSlot].Equals(id)) return ref entry.Reading;
        }
        isNew = true;
        return ref Add(id, hash).Reading;
    }

    /// <summary>The id that came as number <paramref name="index"/>.</summary>
    public ReadingId Id(int index) => _ids[At(index).IdSlot];

    /// <summary>Its reading.</summary>
    public ref readonly UsableReading Reading(int index) => ref At(index).Reading;

    private ref Entry Add(ReadingId id, int hash)
    {
        if (Count == _heads.Length) Grow();
        if (Count % BlockEntries == 0 && Count / BlockEntries == _blocks.Count) _blocks.Add(new Entry[BlockEntries]);
        ref var entry = ref At(Count);
        entry.Hash = hash;
        entry.IdSlot = _ids.Add(id);
        Link(Count++);
        return ref entry;
    }

    private void Grow()
    {
        _heads = NewHeads(_heads.Length * 2);
        for (var index = 0; index < Count; index++) Link(index);
    }

    private void Link(int index)
    {
        ref var entry = ref At(index);
        ref var head = ref _heads[entry.Hash & (_heads.Length - 1)];
        entry.Next = head;
        head = index;
    }

    private ref Entry At(int index) => ref _blocks[index / BlockEntries][index % BlockEntries];

    private static int[] NewHeads(int length)
    {
        var heads = new int[length];
        Array.Fill(heads, None);
        return heads;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Entry
    {
        public UsableReading Reading;
        public int Hash;
        public int Next;
        public int IdSlot;
    }
}
