using System.Text.Json;

namespace Isotherm.Simulation.Oracle;

/// <summary>What one raw object holds, by the rules of the design and with another JSON reader.</summary>
internal sealed class ExpectedPart
{
    private const int MicroDigits = 6;
    private const int NanoDigits = 9;

    private readonly Dictionary<string, int> _rejects = new(StringComparer.Ordinal);

    public ExpectedPart(byte[] bytes)
    {
        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        using var document = JsonDocument.Parse(bytes.AsMemory(start));
        var lastOfId = new Dictionary<string, ExpectedReading>(StringComparer.Ordinal);
        foreach (var element in document.RootElement.EnumerateArray())
        {
            Read++;
            var reason = Judge(element, out var id, out var reading);
            if (reason is null && !lastOfId.TryAdd(id, reading))
            {
                lastOfId[id] = reading;
                reason = "superseded";
            }

            if (reason is not null) _rejects[reason] = _rejects.GetValueOrDefault(reason) + 1;
        }

        Usable = [.. lastOfId.Values];
    }

    public int Read { get; }

    public IReadOnlyList<ExpectedReading> Usable { get; }

    public int Rejected(string reason) => _rejects.GetValueOrDefault(reason);

    private static string? Judge(JsonElement element, out string id, out ExpectedReading reading)
    {
        (id, reading) = ("", default);
        if (element.ValueKind != JsonValueKind.Object) return "not_an_object";
        if (!element.TryGetProperty("country", out var country) || country.ValueKind != JsonValueKind.String)
            return "missing_country";
        if (!country.GetString()!.Trim().Equals("france", StringComparison.OrdinalIgnoreCase)) return "foreign";
        if (Number(element, "lat", "missing_latitude", 90, out var latitude) is { } badLat) return badLat;
        if (Number(element, "lon", "missing_longitude", 180, out var longitude) is { } badLon) return badLon;
        if (Number(element, "temperature", "missing_temperature", 100, out var temperature) is { } bad) return bad;
        if (!element.TryGetProperty("id", out var named) || named.ValueKind != JsonValueKind.String) return "bad_id";
        id = named.GetString()!;
        if (id.Length == 0) return "bad_id";
        reading = new ExpectedReading(
            (long)latitude.In(MicroDigits),
            (long)longitude.In(MicroDigits),
            temperature.In(NanoDigits),
            element.TryGetProperty("timestamp", out var at) && at.ValueKind == JsonValueKind.String
                ? at.GetString() : null);
        return null;
    }

    private static string? Number(JsonElement element, string name, string missing, int most, out ExactNumber number)
    {
        number = default;
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return missing;
        if (value.ValueKind != JsonValueKind.Number || !double.IsFinite(value.GetDouble())) return "not_a_number";
        number = ExactNumber.Parse(value.GetRawText());
        return number.IsWithin(-most, most) ? null : "out_of_range";
    }
}
