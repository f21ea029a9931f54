using System.Globalization;
using System.Text.Json.Nodes;

namespace Isotherm.Infrastructure.Tests.Plans;

/// <summary>
/// A resource that a plan would make. A path names a value in it, like <c>template.0.timeout</c>.
/// </summary>
internal sealed class PlannedResource(JsonObject change)
{
    public string Address => (string)change["address"]!;

    public string Type => (string)change["type"]!;

    /// <summary>The key of <c>for_each</c>, or the name of the resource.</summary>
    public string Key => change["index"]?.ToString() ?? (string)change["name"]!;

    /// <summary>What is known of it, by attribute.</summary>
    public JsonObject After => change["change"]!["after"]!.AsObject();

    /// <summary>Where a value is that is known only when the resource is made, there is <c>true</c>.</summary>
    private JsonNode? Unknown => change["change"]!["after_unknown"];

    public JsonNode? Find(string path) => Walk(After, path);

    public string? Text(string path) => Find(path)?.ToString();

    public decimal? Number(string path) =>
        decimal.TryParse(Text(path), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A duration in whole seconds, like <c>270s</c>.</summary>
    public int? Seconds(string path) =>
        int.TryParse(Text(path)?.TrimEnd('s'), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    public bool Is(string path, string value) => string.Equals(Text(path), value, StringComparison.Ordinal);

    public bool IsTrue(string path) => Is(path, "true");

    public bool IsFalse(string path) => Is(path, "false");

    /// <summary>Known only when it is made.</summary>
    public bool IsUnknown(string path) => Walk(Unknown, path) is JsonValue value && value.ToString() == "true";

    /// <summary>It is set to something, known or not.</summary>
    public bool IsSet(string path) => Find(path) is JsonArray array
        ? array.Count > 0
        : !string.IsNullOrEmpty(Text(path)) || IsUnknown(path);

    /// <summary>The paths of the elements of a list.</summary>
    public IReadOnlyList<string> Each(string path) =>
        Find(path) is JsonArray array ? [.. Enumerable.Range(0, array.Count).Select(i => Within(path, i))] : [];

    /// <summary>Changes what the plan says; the parts of the path on the way must be there.</summary>
    public void Set(string path, JsonNode? value)
    {
        var at = path.LastIndexOf('.');
        var owner = at < 0 ? After : Walk(After, path[..at])!;
        if (owner is JsonArray array) array[int.Parse(path[(at + 1)..], CultureInfo.InvariantCulture)] = value;
        else owner[path[(at + 1)..]] = value;
        Forget(path);
    }

    /// <summary>As if it were of another type.</summary>
    public void ChangeType(string type) => change["type"] = type;

    /// <summary>Adds to a list.</summary>
    public void Append(string path, JsonNode value) => Find(path)!.AsArray().Add(value);

    /// <summary>Every text that it holds.</summary>
    public IEnumerable<string> Texts() => TextsOf(After);

    private static string Within(string path, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.{index}");

    /// <summary>What was unknown is known when it has been set.</summary>
    private void Forget(string path)
    {
        var at = path.LastIndexOf('.');
        var owner = at < 0 ? Unknown : Walk(Unknown, path[..at]);
        if (owner is JsonObject values) values.Remove(path[(at + 1)..]);
    }

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject values => values.SelectMany(pair => TextsOf(pair.Value)),
        JsonArray array => array.SelectMany(TextsOf),
        null => [],
        _ => [node.ToString()],
    };

    private static JsonNode? Walk(JsonNode? from, string path)
    {
        foreach (var step in path.Split('.'))
        {
            from = from switch
            {
                JsonObject values => values[step],
                JsonArray array when int.TryParse(step, CultureInfo.InvariantCulture, out var i) && i < array.Count =>
                    array[i],
                _ => null,
            };
        }

        return from;
    }
}
