using System.Globalization;
using System.Numerics;
using CsCheck;
using Isotherm.Core.Aggregates.Aggregations;
using Isotherm.Core.Aggregates.Aggregations.Statistics;
using Isotherm.Core.Failures;
using Isotherm.Core.Runs;

namespace Isotherm.Core.Tests.Aggregates.Aggregations;

/// <summary>Statistics against what a plain program with a sorted list and big integers gives.</summary>
public sealed class StatisticsTests
{
    private const long MostNano = 999_000_000_000;
    private const long HalfBucket = 50_000_000;

    private static readonly StatisticsAggregation Statistics = new();
    private static readonly PartFrame Frame = new(["11", "53"], default(Slot));

    private static readonly int[] Percents = [5, 25, 50, 75, 95];

    private static readonly long[] Ends = [-MostNano, MostNano, 0, -1, 1];

    /// <summary>Temperatures of any kind: many that are alike, half way between buckets, at the ends.</summary>
    private static readonly Gen<long> AnyNano = Gen.OneOf(
        Gen.Long[-MostNano, MostNano],
        Gen.Long[-300, 450].Select(tenth => tenth * 100_000_000),
        Gen.Long[-300, 450].Select(tenth => (tenth * 100_000_000) + HalfBucket),
        Gen.Long[-300, 450].Select(tenth => (tenth * 100_000_000) + HalfBucket - 1),
        Gen.Int[0, 4].Select(i => Ends[i]));

    private static readonly Gen<CountedReading> AnyReading = Gen.Select(
        AnyNano, Gen.Short[-1, 1], Gen.Short[-1, 1],
        (nano, rectangle, polygon) => new CountedReading(nano, rectangle, polygon, 0));

    [Fact]
    public void Statistics_are_those_of_a_sorted_list_and_quantiles_are_within_a_twentieth_of_a_degree() =>
        AnyReading.Array[1, 80].Sample(
            readings =>
            {
                var shown = Statistics.Show(Fold(readings)).ToDictionary(row => $"{row[0]} {row[1]}");
                var expected = Expected(readings);
                Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), shown.Keys.Order(StringComparer.Ordinal));
                foreach (var (key, temperatures) in expected) CheckRow(temperatures, shown[key]);
            },
            iter: 1_000);

    [Fact]
    public void Any_order_and_any_split_over_parts_show_the_same() =>
        Gen.Select(AnyReading.Array[1, 60], Gen.Int[1, 5], Gen.Int).Sample(
            (readings, parts, seed) =>
            {
                var expected = Statistics.Show(Fold(readings));
                var random = new Random(seed);
                random.Shuffle(readings);
                var rows = readings.GroupBy(_ => random.Next(parts)).SelectMany(part => Fold([.. part])).ToArray();
                random.Shuffle(rows);
                Assert.Equal(expected, Statistics.Show(rows));
            },
            iter: 1_000);

    [Fact]
    public void A_sketch_has_one_encoding_and_is_read_back() => AnyNano.Array[0, 60].Sample(
        temperatures =>
        {
            var (one, two) = (new TemperatureSketch(), new TemperatureSketch());
            foreach (var nano in temperatures) one.Add(nano);
            foreach (var nano in temperatures.Reverse()) two.Add(nano);
            var bytes = one.ToBytes();
            Assert.Equal(bytes, two.ToBytes());
            var read = TemperatureSketch.Of(bytes);
            Assert.Equal(temperatures.Length, read.Count);
            Assert.Equal(bytes, read.ToBytes());
        },
        iter: 1_000);

    [Theory]
    [InlineData("80")] // ends within a number
    [InlineData("02")] // a bucket without a count
    [InlineData("0200")] // a count of 0
    [InlineData("FFFFFFFFFFFFFFFFFFFF7F01")] // more than 64 bits
    [InlineData("FFFFFFFFFF0101")] // a bucket far from every temperature
    public void Bytes_that_are_no_sketch_are_refused(string hex) =>
        Assert.Throws<FormatException>(() => TemperatureSketch.Of(Convert.FromHexString(hex)));

    [Fact]
    public void A_row_that_somebody_damaged_is_named()
    {
        var row = Fold([new CountedReading(1, 0, -1, 0)])[0];
        var damaged = new KeptRow([.. row.Values.Take(7), KeptValue.Of([0x80])]);

        var failed = Assert.Throws<TransientException>(() => Statistics.Show([damaged]));

        Assert.True(failed.NeedsPerson);
        Assert.Contains("rectangle|11|1|", failed.Message, StringComparison.Ordinal);
        var incomplete = new KeptRow([.. row.Values.Take(7), KeptValue.Of([])]);
        Assert.Throws<TransientException>(() => Statistics.Show([incomplete]));
    }

    [Theory]
    [InlineData(1, 1, 1, 0)] // one temperature does not deviate
    [InlineData(3, 6, 14, 816_497)] // 1, 2, 3: the root of 2/3
    [InlineData(2, 0, 2, 1_000_000)] // -1 and 1
    public void The_standard_deviation_is_that_of_the_population(long count, long sum, long squares, long micro) =>
        Assert.Equal(
            micro,
            StandardDeviation.MicroCelsius(
                new Core.Aggregates.ExactSum(sum * (Int128)1_000_000_000, count),
                (UInt128)squares * 1_000_000_000_000_000_000));

    [Theory]
    [InlineData(1_000, 0)] // a deviation of 0.0000005: half way, to even
    [InlineData(3_000, 2)]
    [InlineData(5_000, 2)]
    [InlineData(1_002, 1)]
    [InlineData(998, 0)]
    public void The_standard_deviation_is_rounded_half_to_even(long spreadNano, long micro)
    {
        // Two temperatures spreadNano apart deviate by half of it.
        var squares = (UInt128)((Int128)spreadNano * spreadNano);
        Assert.Equal(
            micro, StandardDeviation.MicroCelsius(new Core.Aggregates.ExactSum(spreadNano, 2), squares));
    }

    [Fact]
    public void No_temperature_has_no_standard_deviation() =>
        Assert.Throws<ArgumentException>(() => StandardDeviation.MicroCelsius(default, 0));

    [Fact]
    public void Four_thousand_million_of_the_warmest_temperatures_fit()
    {
        const long count = uint.MaxValue;
        var squares = (UInt128)((Int128)MostNano * MostNano) * count;
        var sum = new Core.Aggregates.ExactSum((Int128)MostNano * count, count);

        Assert.True(squares < (UInt128)Int128.MaxValue / 10_000, "There is room in 128 bits.");
        Assert.True(squares < UInt128.Parse("1" + new string('0', 38), null), "There is room in DECIMAL(38, 18).");
        Assert.Equal(0, StandardDeviation.MicroCelsius(sum, squares));
    }

    private static IReadOnlyList<KeptRow> Fold(params CountedReading[] readings)
    {
        var fold = Statistics.Fold(Frame);
        fold.Add(readings);
        return fold.Rows();
    }

    private static SortedDictionary<string, long[]> Expected(CountedReading[] readings)
    {
        var expected = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        string[] names = ["Île-de-France", "Bretagne"];
        for (short region = 0; region < names.Length; region++)
        {
            long[] rectangle = [.. readings.Where(r => r.Rectangle == region).Select(r => r.NanoCelsius).Order()];
            long[] polygon = [.. readings.Where(r => r.Polygon == region).Select(r => r.NanoCelsius).Order()];
            if (rectangle.Length > 0) expected.Add($"rectangle {names[region]}", rectangle);
            if (polygon.Length > 0) expected.Add($"polygon {names[region]}", polygon);
        }

        return expected;
    }

    private static void CheckRow(long[] sorted, KeptRow row)
    {
        BigInteger n = sorted.Length;
        var (sum, squares) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var nano in sorted) (sum, squares) = (sum + nano, squares + ((BigInteger)nano * nano));
        Assert.Equal(sorted.Length, row[2].Whole);
        Assert.Equal(
            HalfEven(sum, n * 1_000), BigInteger.Parse(row[3].Text.Replace(".", "", StringComparison.Ordinal), null));
        CheckDeviation((n * squares) - (sum * sum), n, (BigInteger)row[4].Units);
        Assert.Equal((sorted[0], sorted[^1]), ((long)row[5].Units, (long)row[11].Units));
        for (var i = 0; i < Percents.Length; i++)
        {
            var exact = sorted[((sorted.Length * Percents[i]) + 99) / 100 - 1];
            var shown = (long)row[6 + i].Units;
            Assert.InRange(shown, exact - HalfBucket, exact + HalfBucket);
            Assert.InRange(shown, sorted[0], sorted[^1]);
            if (exact % 100_000_000 == 0) Assert.Equal(exact, shown);
        }
    }

    /// <summary>
    /// The shown one, in 1e-6, is no further from sqrt(spread) / n than half a unit: compared by squares.
    /// </summary>
    private static void CheckDeviation(BigInteger spread, BigInteger n, BigInteger shown)
    {
        var unit = n * 500; // half of 1e-6 °C, times n, in 1e-9
        var least = BigInteger.Max(0, (2 * shown) - 1) * unit;
        var most = ((2 * shown) + 1) * unit;
        var text = string.Create(CultureInfo.InvariantCulture, $"{shown} is no root of {spread} over {n}.");
        Assert.True(least * least <= spread && spread <= most * most, text);
        if (!shown.IsEven) Assert.True(least * least < spread && spread < most * most, text);
    }

    private static BigInteger HalfEven(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(dividend), divisor, out var rest) * dividend.Sign;
        var twice = rest * 2 * dividend.Sign;
        if (BigInteger.Abs(twice) > divisor || (BigInteger.Abs(twice) == divisor && !quotient.IsEven))
            quotient += dividend.Sign;
        return quotient;
    }
}
