using System.Runtime.InteropServices;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// Usable readings by their ids, each id once: a chained hash table over blocks that never move. For ids that are UUIDs
/// it takes 52 to 56 bytes an id (48 for the entry, 4 to 8 for the chains).
/// </summary>
internal sealed class UsableReadings
{
    private const int BlockEntries = 512;
    private const int None = -1;

    private readonly IdTexts _texts = new();
    private readonly List<Entry[]> _blocks = [];
    private int[] _heads = NewHeads(64);

    public int Count { get; private set; }

    /// <summary>The reading of an id; when there is none yet, room for it and <paramref name="isNew"/>.</summary>
    /// <param name="key">The id, when it is a UUID.</param>
    /// <param name="text">The id otherwise.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="isNew">Whether there was none.</param>
    public ref UsableReading Of(in IdKey key, ReadOnlySpan<byte> text, int hash, out bool isNew)
    {
        isNew = false;
        for (var index = _heads[hash & (_heads.Length - 1)]; index != None;)
        {
            ref var entry = ref At(index);
            if (entry.Hash == hash && IsSame(entry, key, text)) return ref entry.Reading;
            index = entry.Next;
        }

        isNew = true;
        return ref Add(key, text, hash);
    }

    /// <summary>The reading of the id that came as number <paramref name="index"/>.</summary>
    public ref readonly UsableReading Reading(int index) => ref At(index).Reading;

    /// <summary>Reads where an id with that hash would be looked for first; any number.</summary>
    public int Bring(int hash)
    {
        var index = _heads[hash & (_heads.Length - 1)];
        return index == None ? None : At(index).Hash;
    }

    private bool IsSame(in Entry entry, in IdKey key, ReadOnlySpan<byte> text) => IdKey.IsUuid(entry.Hash)
        ? entry.Key.Uuid == key.Uuid
        : _texts[entry.Key.Start].SequenceEqual(text);

    private ref UsableReading Add(in IdKey key, ReadOnlySpan<byte> text, int hash)
    {
        if (Count == _heads.Length) Grow();
        if (Count == _blocks.Count * BlockEntries) _blocks.Add(new Entry[BlockEntries]);
        ref var entry = ref At(Count);
        entry.Hash = hash;
        entry.Key = IdKey.IsUuid(hash) ? key : new IdKey { Start = _texts.Add(text) };
        Link(Count++);
        return ref entry.Reading;
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
        public IdKey Key;
        public int Hash;
        public int Next;
    }
}
