using System.Text;
using Isotherm.Core.Aggregates;

namespace Isotherm.Core.Tests.Aggregates;

/// <summary>The table of ids, whatever their hashes are.</summary>
public sealed class UsableReadingsTests
{
    private const int UuidMark = 1 << 27;

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Ids_of_one_hash_are_told_apart(int hash)
    {
        var readings = new UsableReadings();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 600; i++)
            {
                var text = Encoding.UTF8.GetBytes($"id {i}");
                ref var uuid = ref readings.Of(
                    new IdKey { Uuid = new Guid(i, 0, 0, new byte[8]) }, default, hash | UuidMark, out var isNew);
                Assert.Equal(round == 0, isNew);
                if (isNew) uuid = Reading(i);
                Assert.Equal(i, uuid.Position);
                ref var other = ref readings.Of(default, text, hash & ~UuidMark, out isNew);
                Assert.Equal(round == 0, isNew);
                if (isNew) other = Reading(-i);
                Assert.Equal(-i, other.Position);
                readings.Bring(hash);
            }
        }

        Assert.Equal(1200, readings.Count);
    }

    [Fact]
    public void Every_id_is_found_again_however_far_the_table_has_grown()
    {
        var (readings, random) = (new UsableReadings(), new Random(1));
        int[] hashes =
            [.. Enumerable.Range(0, 100_000).Select(_ => random.Next(int.MinValue, int.MaxValue) | UuidMark)];
        for (var i = 0; i < hashes.Length; i++)
        {
            readings.Of(Key(i), default, hashes[i], out var isNew) = Reading(i);
            Assert.True(isNew);
        }

        for (var i = 0; i < hashes.Length; i++)
        {
            Assert.Equal(i, readings.Of(Key(i), default, hashes[i], out var isNew).Position);
            Assert.False(isNew);
            Assert.Equal(i, readings.Reading(i).Position);
        }
    }

    /// <summary>
    /// .NET folds 64 bits to 32 before it brings its secret seed in: ids made for that would all have one hash.
    /// </summary>
    [Fact]
    public void Nobody_can_choose_UUIDs_that_have_one_hash()
    {
        var hashes = new HashSet<int>();
        for (var i = 0; i < 10_000; i++)
        {
            var half = $"{i:x8}";
            var id = $"{half}-{half[..4]}-{half[4..]}-0000-000000000000";
            Assert.True(new IdKey().TryPack(Encoding.UTF8.GetBytes(id), out var hash));
            hashes.Add(hash);
        }

        Assert.InRange(hashes.Count, 9_900, 10_000);
    }

    private static IdKey Key(int i) => new() { Uuid = new Guid(i, 1, 2, new byte[8]) };

    private static UsableReading Reading(long position) => new(position, 0, default, 0);
}
