using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Failures;

namespace Isotherm.Cli.Verification;

/// <summary>What a manifest says, read by other code than the product's.</summary>
/// <param name="Slot">As the tables write it: <c>2019-02-19 14:00:00</c>.</param>
/// <param name="Run">The id.</param>
/// <param name="Hour">The hour of the slot.</param>
/// <param name="StartedAt">As it is written, to the microsecond; texts order as the instants do.</param>
/// <param name="Parts">The raw objects and their generations, in order.</param>
internal sealed partial record OwnManifest(
    string Slot, string Run, string Hour, string StartedAt, IReadOnlyList<(string Name, long Generation)> Parts)
{
    /// <summary>The run as facts name it.</summary>
    public string Key => $"{Slot} {Run}";

    /// <summary>Hour and run of a manifest, told by its name; null when it is not the name of a manifest.</summary>
    public static (string Hour, string Run)? Named(string name)
    {
        var parts = Name().Match(name).Groups;
        if (!parts[0].Success) return null;
        var hour = $"{parts[1]}-{parts[2]}-{parts[3]} {parts[4]}:";
        var minutes = parts[5].Length == 0 ? "00" : parts[5].Value;
        return (hour + "00:00", $"{hour}{minutes}:00 {parts[6]}");
    }

    public static Answer<OwnManifest> Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new OwnManifest(
                Instant(root.GetProperty("slot").GetString()!, "yyyy-MM-dd HH:mm:ss"),
                root.GetProperty("run").GetString()!,
                Instant(root.GetProperty("hour").GetString()!, "yyyy-MM-dd HH:mm:ss"),
                Instant(root.GetProperty("started_at").GetString()!, "yyyy-MM-dd HH:mm:ss.ffffff"),
                [
                    .. root.GetProperty("parts").EnumerateArray().Select(part => (
                        part.GetProperty("object").GetString()!, part.GetProperty("generation").GetInt64())),
                ]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentNullException)
        {
            return $"it is no manifest{JsonFault.Where(e)}";
        }
    }

    [GeneratedRegex(@"^raw/v1/(\d{4})/(\d\d)/(\d\d)/(\d\d)(\d\d)?/([^/]+)/manifest\.json\z")]
    private static partial Regex Name();

    private static string Instant(string written, string form) => DateTimeOffset
        .Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        .UtcDateTime.ToString(form, CultureInfo.InvariantCulture);
}
