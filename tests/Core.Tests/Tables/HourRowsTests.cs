using CsCheck;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Failures;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;

namespace Isotherm.Core.Tests.Tables;

public sealed class HourRowsTests
{
    private static readonly Gen<RegionSum> AnySum =
        from region in Gen.Int[0, Region.All.Count - 1].Select(i => Region.All[i])
        from count in Gen.Long[0, 1_000]
        from nano in Gen.Long[-100_000_000_000, 100_000_000_000]
        select new RegionSum(region.Code, new ExactSum(count == 0 ? 0 : (Int128)nano * count, count));

    [Fact]
    public void A_row_is_the_mean_over_all_sums_of_its_region_under_its_name() =>
        Assert.Equal(
            [new RegionTemperature("Bretagne", 0.000002m, 4), new RegionTemperature("Corse", -1.000000m, 1)],
            HourRows.Of([Sum("94", -1_000_000_000, 1), Sum("53", 5_000, 1), Sum("11", 0, 0), Sum("53", 3_000, 3)]));

    [Fact]
    public void Without_points_there_is_no_row()
    {
        Assert.Empty(HourRows.Of([]));
        Assert.Empty(HourRows.Of([Sum("53", 0, 0)]));
    }

    [Fact]
    public void A_code_that_is_no_region_is_poison()
    {
        var poison = Assert.Throws<PoisonException>(() => HourRows.Of([Sum("99", 1, 1)]));

        Assert.Contains("'99'", poison.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_points_than_the_table_can_count_are_poison()
    {
        Assert.Single(HourRows.Of([Sum("53", 1, uint.MaxValue)]));

        var poison = Assert.Throws<PoisonException>(() => HourRows.Of([Sum("53", 1, uint.MaxValue), Sum("53", 1, 1)]));
        Assert.Contains("4294967296 points", poison.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_order_and_any_split_of_the_sums_give_identical_rows() =>
        Gen.Select(AnySum.Array[0, 30], Gen.Int[0, int.MaxValue]).Sample(
            (sums, seed) =>
            {
                var expected = HourRows.Of(sums);
                var split = sums.SelectMany(Halves).ToArray();
                new Random(seed).Shuffle(split);
                Assert.Equal(expected, HourRows.Of(split));
            },
            iter: 300);

    private static RegionSum[] Halves(RegionSum sum)
    {
        var first = new ExactSum(sum.Sum.NanoCelsius / 3, sum.Sum.Count / 2);
        var second = new ExactSum(sum.Sum.NanoCelsius - first.NanoCelsius, sum.Sum.Count - first.Count);
        return [new RegionSum(sum.Code, first), new RegionSum(sum.Code, second)];
    }

    private static RegionSum Sum(string code, long nano, long count) => new(code, new ExactSum(nano, count));
}
