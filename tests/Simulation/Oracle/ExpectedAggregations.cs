using System.Globalization;
using System.Numerics;

namespace Isotherm.Simulation.Oracle;

/// <summary>
/// What each aggregation must show of given runs, a row a line: from sorted lists, plain dictionaries and big integers,
/// without the folds, sketches and roots of the product.
/// </summary>
internal static class ExpectedAggregations
{
    private const int FarHours = 31 * 24;

    private static readonly int[] Percents = [5, 25, 50, 75, 95];
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <param name="aggregation">Its name.</param>
    /// <param name="readings">The usable readings of all parts of the runs, each with its regions.</param>
    public static string Rows(string aggregation, IReadOnlyList<ExpectedPlace> readings) => aggregation switch
    {
        "statistics" => Lines(Statistics(readings)),
        "grid" => Lines(Grid(readings)),
        "event-time" => Lines(EventTime(readings)),
        _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "The oracle does not know it."),
    };

    private static string Lines(IEnumerable<string> rows) => string.Join('\n', rows);

    private static IEnumerable<string> Statistics(IReadOnlyList<ExpectedPlace> readings) =>
        from method in new[] { "polygon", "rectangle" }
        from code in RegionNames.Codes.Order(StringComparer.Ordinal)
        let sorted = readings.Where(reading => reading.Region(method) == code)
            .Select(reading => reading.Reading.Nano).Order().ToArray()
        where sorted.Length > 0
        select string.Join(
            '|',
            [
                method, RegionNames.Of(code), Text(sorted.Length), Mean(sorted), Deviation(sorted),
                Decimal(sorted[0], 9), .. Percents.Select(percent => Quantile(sorted, percent)), Decimal(sorted[^1], 9),
            ]);

    private static IEnumerable<string> Grid(IReadOnlyList<ExpectedPlace> readings) =>
        from reading in readings
        let tenth = (Latitude: Below(reading.Reading.Latitude), Longitude: Below(reading.Reading.Longitude))
        where tenth.Latitude is >= 410 and < 515 && tenth.Longitude is >= -55 and < 100
        group reading.Reading.Nano by tenth into cell
        orderby cell.Key.Latitude, cell.Key.Longitude
        select $"{Decimal(cell.Key.Latitude, 1)}|{Decimal(cell.Key.Longitude, 1)}|{Mean([.. cell])}|{cell.Count()}";

    private static IEnumerable<string> EventTime(IReadOnlyList<ExpectedPlace> readings) =>
        from reading in readings
        let hour = EventHour(reading)
        from method in new[] { "polygon", "rectangle" }
        let code = reading.Region(method)
        where code is not null
        group reading.Reading.Nano by (hour, method, code) into sums
        orderby string.Join('|', sums.Key.hour, sums.Key.method, sums.Key.code)
        let sum = sums.Aggregate(BigInteger.Zero, (total, nano) => total + nano)
        select string.Join(
            '|', sums.Key.hour, sums.Key.method, RegionNames.Of(sums.Key.code), Decimal(sum, 9), Text(sums.Count()));

    private static string EventHour(ExpectedPlace reading)
    {
        var import = DateTimeOffset.Parse(reading.Hour, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (!DateTimeOffset.TryParseExact(
            reading.Reading.Timestamp,
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment)) return "bad";
        var hours = Math.Floor((moment - import).TotalHours);
        return Math.Abs(hours) > FarHours
            ? "bad"
            : import.AddHours(hours).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Mean(BigInteger[] nano)
    {
        var sum = nano.Aggregate(BigInteger.Zero, (total, next) => total + next);
        return Decimal(ExactNumber.HalfEven(sum, (BigInteger)nano.Length * 1_000), 6);
    }

    /// <summary>The nearest rank, brought to the nearest tenth (upwards when half way), and into the range.</summary>
    private static string Quantile(BigInteger[] sorted, int percent)
    {
        const long tenth = 100_000_000;
        var exact = sorted[((((sorted.Length * percent) + 99) / 100) - 1)];
        var shifted = exact + (tenth / 2) + ((BigInteger)tenth * 100_000);
        var nearest = ((shifted / tenth) - 100_000) * tenth;
        return Decimal(BigInteger.Min(BigInteger.Max(nearest, sorted[0]), sorted[^1]), 9);
    }

    /// <summary>
    /// The number of 1e-6 °C whose square comes nearest to the variance: found by halving an interval.
    /// </summary>
    private static string Deviation(BigInteger[] nano)
    {
        BigInteger n = nano.Length;
        var sum = nano.Aggregate(BigInteger.Zero, (total, next) => total + next);
        var variance = (n * nano.Aggregate(BigInteger.Zero, (total, next) => total + (next * next))) - (sum * sum);
        var unit = n * 1_000;
        var (low, high) = (BigInteger.Zero, (BigInteger)2_000_000_000);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (middle * middle * unit * unit <= variance) low = middle;
            else high = middle;
        }

        var fromHalf = ((2 * low) + 1) * unit;
        var above = (4 * variance) - (fromHalf * fromHalf);
        return Decimal(above.Sign > 0 || (above.IsZero && !low.IsEven) ? low + 1 : low, 6);
    }

    private static long Below(long micro) => (long)Math.Floor(micro / 100_000m);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Decimal(BigInteger units, int decimals)
    {
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return $"{(units.Sign < 0 ? "-" : "")}{digits[..^decimals]}.{digits[^decimals..]}";
    }
}
