using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Isotherm.Cli.Simulation;

/// <summary>
/// What the simulated sensors measure: other readings at every call, the same ones again for the same seed, call and
/// time. About 90 % lie in France; about 1.2 % carry no temperature; now and then an id comes twice; Corse is measured
/// in about half of the calls.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Weather is no secret, and it has to be repeatable.")]
internal sealed class SimulatedReadings(int seed, int count)
{
    private const double ForeignShare = 0.1;
    private const double CorseShare = 0.03;
    private const double NullShare = 0.012;
    private const double DuplicateShare = 0.001;

    /// <summary>Degrees around a town; about 3 km.</summary>
    private const double Scatter = 0.03;

    /// <summary>The form of the API: four spaces, one field a line.</summary>
    private static readonly JsonWriterOptions Form = new() { Indented = true, IndentSize = 4, NewLine = "\n" };

    /// <summary>The JSON array that the API answers to one call.</summary>
    public byte[] Answer(int call, DateTimeOffset now)
    {
        var random = new Random(Mix(seed, call));
        var hasCorse = random.Next(2) == 0;
        var ids = new List<string>(count);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Form))
        {
            json.WriteStartArray();
            for (var i = 0; i < count; i++)
            {
                // The sensors answer within four seconds, one after the other.
                var at = now.AddSeconds((i * 4 / count) - 3);
                ids.Add(NextId(random, ids));
                Write(json, ids[i], at, NextPlace(random, hasCorse), random);
            }

            json.WriteEndArray();
        }

        return bytes.ToArray();
    }

    private static void Write(
        Utf8JsonWriter json, string id, DateTimeOffset at, SimulatedPlace place, Random random)
    {
        var latitude = place.Latitude + Around(random);
        var longitude = place.Longitude + Around(random);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        json.WriteNumber("lat", Decimals(latitude, 7));
        json.WriteNumber("lon", Decimals(longitude, 7));
        var temperature = Temperature(at, latitude, longitude) + Noise(random);
        if (random.NextDouble() < NullShare) json.WriteNull("temperature");
        else json.WriteNumber("temperature", Decimals(temperature, 4));
        json.WriteString("country", place.Country);
        json.WriteEndObject();
    }

    /// <summary>Degrees Celsius by season, latitude and the hour of the sun: warmest in mid July and at three.</summary>
    private static double Temperature(DateTimeOffset at, double latitude, double longitude)
    {
        var season = Math.Cos(2 * Math.PI * (at.UtcDateTime.DayOfYear - 200) / 365.25);
        var sun = Math.Cos(2 * Math.PI * (at.UtcDateTime.TimeOfDay.TotalHours + (longitude / 15) - 15) / 24);
        return 12.5 + (8.5 * season) + (5 * sun) - (0.7 * (latitude - 46.5));
    }

    private static SimulatedPlace NextPlace(Random random, bool hasCorse)
    {
        var where = random.NextDouble();
        var places = where < ForeignShare ? SimulatedPlaces.Foreign
            : hasCorse && where < ForeignShare + CorseShare ? SimulatedPlaces.Corse
            : SimulatedPlaces.Mainland;
        return places[random.Next(places.Count)];
    }

    private static string NextId(Random random, List<string> earlier)
    {
        if (earlier.Count > 0 && random.NextDouble() < DuplicateShare) return earlier[random.Next(earlier.Count)];
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static double Around(Random random) => ((2 * random.NextDouble()) - 1) * Scatter;

    /// <summary>Roughly normal, with a standard deviation of 1.2.</summary>
    private static double Noise(Random random) =>
        (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2.4;

    /// <summary>A number with at most so many decimals and without trailing zeros.</summary>
    private static decimal Decimals(double value, int decimals) =>
        decimal.Round((decimal)value, decimals) / 1.0000000000000000000000000000m;

    /// <summary>Seeds that differ little give answers that have nothing in common (the finaliser of SplitMix64).</summary>
    private static int Mix(int seed, int call) => unchecked((int)MixBits(((ulong)(uint)seed << 32) | (uint)call));

    private static ulong MixBits(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
