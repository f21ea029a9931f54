using CsCheck;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>Any deliveries, any number of times, in any order, leave the rows that the rules ask for.</summary>
public abstract class ScheduleContract(TablesFixture tables) : TablesContract(tables)
{
    /// <summary>How many schedules; a database over the network gets fewer.</summary>
    protected abstract int Schedules { get; }

    [Fact]
    public async Task Any_order_and_any_number_of_duplicates_leave_the_same_rows()
    {
        var schedules = Gen.Select(Gen.Int[0, DeliveryModel.World.Count - 1].Array[1, 12], Gen.Int[0, int.MaxValue]);
        await schedules.SampleAsync(
            async schedule =>
            {
                var (numbers, seed) = schedule;
                var once = numbers.Distinct().Select(number => DeliveryModel.World[number]).ToArray();
                var random = new Random(seed);
                var again = numbers.Concat(numbers.Take(numbers.Length / 2))
                    .Select(number => DeliveryModel.World[number]).ToArray();
                random.Shuffle(again);

                var first = await DeliverAsync(once);
                Assert.Equal(DeliveryModel.Shown(once), await Tables.ShownAsync());
                Assert.Equal(first, await DeliverAsync(again));
            },
            iter: Schedules,
            threads: 1);
    }

    private async Task<string[]> DeliverAsync(IEnumerable<object> deliveries)
    {
        await Tables.ResetAsync();
        foreach (var delivery in deliveries)
        {
            await DeliveryModel.DeliverAsync(Tables.Recorder, delivery, Cancellation);
            Tables.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await TableDump.SettledAsync(Tables);
    }
}
