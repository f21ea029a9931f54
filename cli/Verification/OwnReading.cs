using System.Globalization;
using System.Text.Json;

namespace Isotherm.Cli.Verification;

/// <summary>One element of the array, judged by the rules of the data in other words than the product's.</summary>
internal sealed record OwnReading(string Id, OwnPoint Point, OwnNumber Temperature)
{
    /// <summary>The reading, or the reason why it is a reject.</summary>
    public static (OwnReading? Reading, string? Reason) Judge(JsonElement element, int minCelsius, int maxCelsius)
    {
        if (element.ValueKind != JsonValueKind.Object) return (null, "not_an_object");
        var fields = Fields(element);
        if (!Is(fields, "country", JsonValueKind.String)) return (null, "missing_country");
        if (!string.Equals(TextOf(fields["country"])?.Trim(), "France", StringComparison.OrdinalIgnoreCase))
            return (null, "foreign");
        var reason = Coordinate(fields, "lat", "latitude", 90, out var latitude)
            ?? Coordinate(fields, "lon", "longitude", 180, out var longitude)
            ?? Celsius(fields, minCelsius, maxCelsius, out var temperature);
        if (reason is not null) return (null, reason);
        _ = Coordinate(fields, "lon", "longitude", 180, out longitude);
        _ = Celsius(fields, minCelsius, maxCelsius, out temperature);
        var id = Is(fields, "id", JsonValueKind.String) ? TextOf(fields["id"]) : null;
        return string.IsNullOrEmpty(id)
            ? (null, "bad_id")
            : (new OwnReading(id, new OwnPoint(longitude, latitude), temperature), null);
    }

    /// <summary>The last value of each name.</summary>
    private static Dictionary<string, JsonElement> Fields(JsonElement element)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            if (NameOf(field) is { } name) fields[name] = field.Value;
        }

        return fields;
    }

    private static bool Is(Dictionary<string, JsonElement> fields, string name, JsonValueKind kind) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == kind;

    private static string? NumberOf(
        Dictionary<string, JsonElement> fields, string name, string word, out string text, out double value)
    {
        (text, value) = ("", 0);
        if (!fields.TryGetValue(name, out var field) || field.ValueKind == JsonValueKind.Null) return "missing_" + word;
        if (field.ValueKind != JsonValueKind.Number) return "not_a_number";
        text = field.GetRawText();
        value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? null : "not_a_number";
    }

    private static string? Coordinate(
        Dictionary<string, JsonElement> fields, string name, string word, double limit, out double degrees) =>
        NumberOf(fields, name, word, out _, out degrees)
            ?? (degrees >= -limit && degrees <= limit ? null : "out_of_range");

    private static string? Celsius(
        Dictionary<string, JsonElement> fields, int least, int most, out OwnNumber temperature)
    {
        temperature = default;
        if (NumberOf(fields, "temperature", "temperature", out var text, out _) is { } reason) return reason;
        temperature = OwnNumber.Parse(text);
        return temperature.IsWithin(least, most) ? null : "out_of_range";
    }

    /// <summary>Null for what is no Unicode text: half of a character, escaped.</summary>
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
