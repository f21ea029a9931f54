using CsCheck;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Reports;

public sealed class DenseHoursTests
{
    private static readonly Hour First = Hour.Containing(new DateTimeOffset(2019, 3, 30, 20, 0, 0, TimeSpan.Zero));
    private static readonly Region[] Two = [Region.Find("53")!, Region.Find("94")!];

    private static readonly string[] Names = ["Bretagne", "Corse", "Normandie"];

    [Fact]
    public async Task Hours_before_the_first_one_count_as_three_hours_before()
    {
        var rows = await FillAsync([Row(-3, "Corse", 1), Row(-1, "Corse", 2)], First, First.Plus(2));

        Assert.Equal(
            [(null, null), (null, 1m), (null, null), (null, null), (null, null), (null, 2m)],
            rows.Select(row => (row.Temperature, row.Temperature3HoursBefore)));
        Assert.Equal(["Bretagne", "Corse"], rows.Take(2).Select(row => row.Region));
    }

    [Fact]
    public async Task Without_a_row_every_hour_is_there_without_a_temperature()
    {
        var rows = await FillAsync([], First, First.Plus(1));

        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.Equal((null, null), (row.Temperature, row.Temperature3HoursBefore)));
    }

    [Fact]
    public async Task Every_cell_is_the_row_of_its_hour_and_of_three_hours_before()
    {
        var some = Gen.Select(Gen.Int[-3, 30], Gen.Int[0, 2].Select(i => Names[i])).Array[0, 40];
        await some.SampleAsync(
            async cells =>
            {
                var known = cells.Distinct().ToDictionary(cell => cell, cell => (cell.Item1 * 10m) + cell.Item2.Length);
                var rows = known.OrderBy(cell => cell.Key.Item1)
                    .Select(cell => Row(cell.Key.Item1, cell.Key.Item2, cell.Value));
                var filled = await FillAsync([.. rows], First, First.Plus(30));

                Assert.Equal(31 * Two.Length, filled.Length);
                foreach (var (index, row) in Enumerable.Index(filled))
                {
                    var hour = index / Two.Length;
                    Assert.Equal(First.Plus(hour), row.Hour);
                    Assert.Equal(Find(known, hour, row.Region), row.Temperature);
                    Assert.Equal(Find(known, hour - 3, row.Region), row.Temperature3HoursBefore);
                }
            },
            iter: 100,
            threads: 1);
    }

    private static decimal? Find(Dictionary<(int, string), decimal> known, int hour, string region) =>
        known.TryGetValue((hour, region), out var temperature) ? temperature : null;

    private static ShownTemperature Row(int hour, string region, decimal temperature) =>
        new(First.Plus(hour), region, temperature, 1);

    private static async Task<RegionHourTemperature[]> FillAsync(ShownTemperature[] rows, Hour first, Hour last)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return await DenseHours.FillAsync(rows.ToAsyncEnumerable(), Two, first, last, cancellation)
            .ToArrayAsync(cancellation);
    }
}
