using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// Usable readings by their ids, each id once: entries in blocks that never move, found through a hash table of groups
/// of sixteen, of which a byte of each hash is compared at once (M. Kulukundis, "Designing a Fast, Efficient,
/// Cache-friendly Hash Table, Step by Step", CppCon 2017). So an id that is new seldom touches an entry of another one.
/// For ids that are UUIDs it takes 50 to 56 bytes an id (44 for the entry, 5 for each place of a table that is at least
/// 7/16 full).
/// </summary>
internal sealed class UsableReadings
{
    private const int BlockEntries = 512;

    /// <summary>Places of a group.</summary>
    private const int Group = 1 << GroupBits;

    private const int GroupBits = 4;

    private readonly IdTexts _texts = new();
    private readonly List<Entry[]> _blocks = [];

    /// <summary>Of each place, a byte of the hash of the id there, or zero: it is free.</summary>
    private byte[] _tags = [];

    /// <summary>Of each place that is not free, the number of the entry.</summary>
    private int[] _numbers = [];

    public UsableReadings() => MakePlaces(groups: 2);

    public int Count { get; private set; }

    /// <summary>The reading of an id; when there is none yet, room for it and <paramref name="isNew"/>.</summary>
    /// <param name="key">The id, when it is a UUID.</param>
    /// <param name="text">The id otherwise.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="isNew">Whether there was none.</param>
    public ref UsableReading Of(in IdKey key, ReadOnlySpan<byte> text, int hash, out bool isNew)
    {
        var tag = Vector128.Create(TagOf(hash));
        for (var group = GroupOf(hash); ; group = Next(group))
        {
            var tags = Vector128.LoadUnsafe(ref _tags[group]);
            for (var same = Bits(tags, tag); same != 0; same &= same - 1)
            {
                ref var entry = ref At(_numbers[group + BitOperations.TrailingZeroCount(same)]);
                if (entry.Hash != hash || !IsSame(entry, key, text)) continue;
                isNew = false;
                return ref entry.Reading;
            }

            var free = Bits(tags, Vector128<byte>.Zero);
            if (free == 0) continue;
            isNew = true;
            return ref Add(key, text, hash, group + BitOperations.TrailingZeroCount(free));
        }
    }

    /// <summary>The reading of the id that came as number <paramref name="index"/>.</summary>
    public ref readonly UsableReading Reading(int index) => ref At(index).Reading;

    /// <summary>Reads what will be needed of an id with that hash, known or new, as a rule; any number.</summary>
    public int Bring(int hash)
    {
        var group = GroupOf(hash);
        var tags = Vector128.LoadUnsafe(ref _tags[group]);
        var place = Bits(tags, Vector128.Create(TagOf(hash)));
        if (place != 0) return At(_numbers[group + BitOperations.TrailingZeroCount(place)]).Hash;
        place = Bits(tags, Vector128<byte>.Zero);
        return place == 0 ? 0 : _numbers[group + BitOperations.TrailingZeroCount(place)];
    }

    private bool IsSame(in Entry entry, in IdKey key, ReadOnlySpan<byte> text) => IdKey.IsUuid(entry.Hash)
        ? entry.Key.Uuid == key.Uuid
        : _texts[entry.Key.Start].SequenceEqual(text);

    private ref UsableReading Add(in IdKey key, ReadOnlySpan<byte> text, int hash, int place)
    {
        if (Count == _blocks.Count * BlockEntries) _blocks.Add(new Entry[BlockEntries]);
        ref var entry = ref At(Count);
        entry.Hash = hash;
        entry.Key = IdKey.IsUuid(hash) ? key : new IdKey { Start = _texts.Add(text) };
        Put(place, hash, Count++);
        // Behind seven full places of eight the way to a free one gets long.
        if (Count > _tags.Length / 8 * 7) Grow();
        return ref entry.Reading;
    }

    private void Grow()
    {
        MakePlaces(_tags.Length / Group * 2);
        for (var number = 0; number < Count; number++)
        {
            var hash = At(number).Hash;
            Put(FreePlace(hash), hash, number);
        }
    }

    private int FreePlace(int hash)
    {
        var group = GroupOf(hash);
        uint free;
        while ((free = Bits(Vector128.LoadUnsafe(ref _tags[group]), Vector128<byte>.Zero)) == 0) group = Next(group);
        return group + BitOperations.TrailingZeroCount(free);
    }

    private void Put(int place, int hash, int number) => (_tags[place], _numbers[place]) = (TagOf(hash), number);

    private void MakePlaces(int groups) =>
        (_tags, _numbers) = (new byte[groups * Group], new int[groups * Group]);

    private ref Entry At(int number) => ref _blocks[number / BlockEntries][number % BlockEntries];

    /// <summary>The first place of the group of a hash.</summary>
    private int GroupOf(int hash) => (hash << GroupBits) & (_tags.Length - 1);

    private int Next(int group) => (group + Group) & (_tags.Length - 1);

    /// <summary>Of bits that choose neither the share nor, in tables of usual size, the group.</summary>
    private static byte TagOf(int hash) => (byte)(((hash >> 20) & 0x7F) | 0x80);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(Vector128<byte> tags, Vector128<byte> tag) =>
        Vector128.Equals(tags, tag).ExtractMostSignificantBits();

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Entry
    {
        public UsableReading Reading;
        public IdKey Key;
        public int Hash;
    }
}
