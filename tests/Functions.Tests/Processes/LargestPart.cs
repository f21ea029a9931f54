using System.Globalization;
using System.Text;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>
/// A part at both of its limits: 400,000 readings, each with an id of its own, in all but 64 MiB; every fourth is a
/// reject. The regions are those of the squares.
/// </summary>
internal static class LargestPart
{
    private const int RecordBytes = 167;
    private const int EveryNthIsBad = 4;

    public static byte[] Bytes { get; } = Make();

    /// <summary>All but 64 MiB of ids that are no UUIDs, half a block of the store of ids each.</summary>
    public static byte[] OfLongIds()
    {
        const int idBytes = 33_000;
        var text = new StringBuilder(PartLimits.MaxBytes).Append('[');
        while (text.Length < PartLimits.MaxBytes - (2 * idBytes))
        {
            text.Append(text.Length == 1 ? "" : ",").Append("{\"id\":\"").Append(text.Length).Append('i', idBytes);
            text.Append("\",\"lat\":45.5,\"lon\":0.45,\"temperature\":1.5,\"country\":\"France\"}");
        }

        return Encoding.UTF8.GetBytes(text.Append(']').ToString());
    }

    /// <summary>What the table shows of so many of these parts: region, temperature, points.</summary>
    public static string[] Rows(int parts)
    {
        var sums = new (decimal Sum, long Count)[Region.All.Count];
        for (var i = 0; i < PartLimits.MaxReadings; i++)
        {
            if (IsBad(i)) continue;
            var (sum, count) = sums[RegionOf(i)];
            sums[RegionOf(i)] = (sum + Temperature(i), count + 1);
        }

        return [.. Region.All.Select((region, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{region.Name} {sums[i].Sum / sums[i].Count:0.000000} {parts * sums[i].Count}"))];
    }

    private static bool IsBad(int i) => i % EveryNthIsBad == EveryNthIsBad - 1;

    private static int RegionOf(int i) => i % Region.All.Count;

    private static decimal Temperature(int i) => (i / Region.All.Count % 700 / 10m) - 20;

    private static byte[] Make()
    {
        var text = new StringBuilder(PartLimits.MaxBytes).Append('[');
        for (var i = 0; i < PartLimits.MaxReadings; i++)
        {
            var begin = text.Length;
            var temperature = IsBad(i) ? "null" : Temperature(i).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$"""{"id":"5f0c2c1e-91f3-4a6e-8d1b-{{i:x12}}","lat":45.5,""");
            text.Append(CultureInfo.InvariantCulture, $"\"lon\":{RegionOf(i)}.45,\"temperature\":{temperature},");
            text.Append("\"country\":\"France\",\"note\":\"");
            text.Append('x', RecordBytes - 3 - (text.Length - begin)).Append("\"}");
            text.Append(i == PartLimits.MaxReadings - 1 ? ']' : ',');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
