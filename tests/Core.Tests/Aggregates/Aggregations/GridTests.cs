using System.Globalization;
using CsCheck;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Aggregates.Aggregations.Grid;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Aggregates.Aggregations;

public sealed class GridTests
{
    private static readonly GridAggregation Grid = new();

    [Fact]
    public void A_cell_is_that_of_the_decimal_number_as_it_is_written() =>
        Gen.Select(Gen.Int[4_000_000, 5_250_000], Gen.Int[-650_000, 1_100_000]).Sample(
            (latitude, longitude) =>
            {
                // 1e-5 degrees: a cell is 10,000 of them, and integers know no rounding.
                var (row, column) = (latitude - 4_100_000, longitude + 550_000);
                var isInside = row is >= 0 and < 1_050_000 && column is >= 0 and < 1_550_000;
                var cell = isInside ? (row / 10_000 * 155) + (column / 10_000) : FranceGrid.Outside;
                Assert.Equal(cell, FranceGrid.CellOf(Degrees(latitude), Degrees(longitude)));
            },
            iter: 100_000);

    [Fact]
    public void Every_corner_lies_in_the_cell_whose_corner_it_is()
    {
        for (var cell = 0; cell < FranceGrid.Outside; cell++)
        {
            var (latitude, longitude) = FranceGrid.Corner(cell);
            Assert.Equal(cell, FranceGrid.CellOf(Degrees(latitude * 10_000), Degrees(longitude * 10_000)));
        }
    }

    [Theory]
    [InlineData(-90, 2)]
    [InlineData(90, 2)]
    [InlineData(45, -180)]
    [InlineData(45, 180)]
    public void What_lies_far_away_lies_in_no_cell(double latitude, double longitude) =>
        Assert.Equal(FranceGrid.Outside, FranceGrid.CellOf(latitude, longitude));

    [Fact]
    public void Cells_show_exact_means_over_all_parts_and_nothing_of_what_lies_outside()
    {
        var one = Fold(Reading(10_000_000_000, 0), Reading(1, FranceGrid.Outside));
        var two = Fold(Reading(11_000_000_000, 0), Reading(-5_000_000_000, 156));

        Assert.Equal(["0|10.000000000|1", "16275|0.000000001|1"], one.Select(row => row.ToString()));
        Assert.Equal(
            ["41.0|-5.5|10.500000|2", "41.1|-5.4|-5.000000|1"],
            Grid.Show([.. two, .. one]).Select(row => row.ToString()));
    }

    private static CountedReading Reading(long nano, int cell) => new(nano, -1, -1, (ushort)cell);

    private static IReadOnlyList<KeptRow> Fold(params CountedReading[] readings)
    {
        var fold = Grid.Fold(new PartFrame([], default(Slot)));
        fold.Add(readings);
        return fold.Rows();
    }

    /// <summary>As a reader makes a double of what is written.</summary>
    private static double Degrees(int hundredThousandths) => double.Parse(
        (hundredThousandths / 100_000m).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
