using System.Buffers.Text;
using System.Text;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Readings;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Aggregates;

/// <summary>Alone, as what is kept is told by the collector of all that runs.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class IdMemoryTests
{
    private const string Name = "memory of ids";

    /// <summary>The tables of the ids are about to grow, have just grown, and are in between.</summary>
    [Theory]
    [InlineData(455_000, false)]
    [InlineData(463_000, false)]
    [InlineData(524_288, false)]
    [InlineData(524_288, true)]
    public void A_distinct_UUID_takes_at_most_64_bytes_and_a_known_one_nothing(int ids, bool hasAggregations)
    {
        var aggregations = hasAggregations ? new PartAggregations(RegisteredAggregations.All, default(Slot)) : null;
        var part = new PartAccumulator(["11"], (_, _) => default, false, aggregations);
        var batch = part.Create();
        Give(part, batch, 0, 10);
        Give(part, batch, 0, 1000, ids);
        var kept = GC.GetTotalMemory(forceFullCollection: true);
        Give(part, batch, 10, ids);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - kept, 44L * ids, 64L * ids);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Give(part, batch, 0, 1000, 2 * ids);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        var aggregate = part.Finish();
        Assert.Equal((ids, 2000), (aggregate.Usable, aggregate.Rejects[RejectReason.Superseded]));
    }

    [Fact]
    public void Ids_of_every_length_are_told_apart()
    {
        var part = new PartAccumulator(["11"], (_, _) => default, false);
        int[] lengths = [1, 15, 16, 17, 35, 36, 37, 253, 254, 255, 256, 65_530, 65_531, 65_532, 65_536, 200_000];
        var position = 0;
        for (var round = 0; round < 2; round++)
        {
            foreach (var length in lengths)
            {
                Give(part, position++, Encoding.UTF8.GetBytes(new string('x', length - 1) + "a"));
                Give(part, position++, Encoding.UTF8.GetBytes(new string('x', length - 1) + "b"));
            }
        }
        var aggregate = part.Finish();
        Assert.Equal(2 * lengths.Length, aggregate.Usable);
        Assert.Equal(2 * lengths.Length, aggregate.Rejects[RejectReason.Superseded]);
    }

    [Fact]
    public void An_id_that_only_looks_like_a_UUID_is_kept_as_text()
    {
        string[] ids =
        [
            "0b16b092-e8e8-490b-a9be-0db1580fb164", "0b16b092-e8e8-490b-a9be-0db1580fb16g",
            "0b16b092_e8e8-490b-a9be-0db1580fb164", "0B16b092-e8e8-490b-a9be-0db1580fb164",
            "{0b16b092-e8e8-490b-a9be-0db1580fb16", " 0b16b092-e8e8-490b-a9be-0db1580fb16",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ];
        var part = new PartAccumulator(["11"], (_, _) => default, false);
        for (var i = 0; i < ids.Length; i++) Give(part, i, Encoding.UTF8.GetBytes(ids[i]));
        // The 16 bytes of the first one, as an id of their own.
        Span<byte> uuid = stackalloc byte[16];
        Guid.Parse(ids[0]).TryWriteBytes(uuid);
        Give(part, ids.Length, uuid);
        Assert.Equal(ids.Length + 1, part.Finish().Usable);
    }

    private static void Give(PartAccumulator part, ReadingBatch batch, int from, int to, int offset = 0)
    {
        Span<byte> id = stackalloc byte[36];
        for (var i = from; i < to; i++)
        {
            var uuid = new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            Utf8Formatter.TryFormat(uuid, id, out _);
            batch.Usable(Reading(i + offset, id));
            if (i % 500 == 0) part.Take(batch, 0);
        }

        part.Take(batch, 0);
    }

    private static void Give(PartAccumulator part, long position, ReadOnlySpan<byte> id)
    {
        var batch = part.Create();
        batch.Usable(Reading(position, id));
        part.Take(batch, 0);
    }

    private static Reading Reading(long position, ReadOnlySpan<byte> id) => new()
    {
        Position = position,
        Latitude = 1,
        Longitude = 1,
        Temperature = new Temperature(1),
        Id = id,
        Timestamp = default,
    };
}
