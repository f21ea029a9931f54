using System.Globalization;

namespace Isotherm.Benchmarks.Readings;

/// <summary>A file of readings made by arithmetic from a seed: the same bytes everywhere.</summary>
internal static class GeneratedReadings
{
    public static async Task WriteAsync(string path, int readings, ReadingsShape shape)
    {
        await using var file = new StreamWriter(path);
        var random = new Random(42);
        await file.WriteAsync('[');
        for (var i = 0; i < readings; i++)
        {
            if (i > 0) await file.WriteAsync(shape == ReadingsShape.Spaced ? ",\n  " : ",");
            await file.WriteAsync(Record(random, shape, i));
        }
        await file.WriteAsync(']');
    }

    private static string Record(Random random, ReadingsShape shape, int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var decimals = shape == ReadingsShape.LongNumbers ? "F15" : "F6";
        var (lat, lon) = (41 + (random.NextDouble() * 10.5), -5.5 + (random.NextDouble() * 15));
        var celsius = Math.Round(random.NextDouble() * 60, 2).ToString("F2", CultureInfo.InvariantCulture);
        var country = random.Next(10) < 6 ? "France" : "Germany";
        var north = lat.ToString(decimals, CultureInfo.InvariantCulture);
        var east = lon.ToString(decimals, CultureInfo.InvariantCulture);
        var time = $"2019-02-19T14:{random.Next(60):00}:{random.Next(60):00}.000Z";
        // A backslash in each id: nothing for the fast path.
        var id = (shape == ReadingsShape.Escaped ? "\\u0061" : "") + new Guid(bytes);
        return shape switch
        {
            ReadingsShape.Spaced =>
                $$"""{ "country": "{{country}}", "temperature": {{celsius}}, "lon": {{east}}, "lat": {{north}},"""
                + $$""" "battery": {{index % 100}}, "timestamp": "{{time}}", "id": "{{id}}" }""",
            _ => $$"""{"id":"{{id}}","timestamp":"{{time}}","lat":{{north}},"lon":{{east}}"""
                + $$""","temperature":{{celsius}},"country":"{{country}}"}""",
        };
    }
}
