using System.Globalization;
using System.Text;

namespace Isotherm.Pipeline.Tests;

/// <summary>Answers of the API: the same for the same seed, every id once, some readings of no use.</summary>
internal static class AnyReadings
{
    public static byte[] Of(int seed, int count)
    {
        var random = new Random(seed);
        return Encoding.UTF8.GetBytes(
            "[" + string.Join(",\n", Enumerable.Range(0, count).Select(i => Reading(random, $"{seed}-{i}"))) + "]");
    }

    private static string Reading(Random random, string id)
    {
        var temperature = random.Next(33) == 0 ? "null" : Number(random.Next(-2_000_000, 4_000_000) / 100_000m);
        var country = random.Next(12) == 0 ? "Spain" : "France";
        var (latitude, longitude) = (random.Next(420_000, 510_000) / 10_000m, random.Next(-45_000, 80_000) / 10_000m);
        return $$"""{"id":"{{id}}","timestamp":"2019-02-19 14:02:10","lat":{{Number(latitude)}},"lon":"""
            + $$"""{{Number(longitude)}},"temperature":{{temperature}},"country":"{{country}}"}""";
    }

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
