using System.Globalization;
using System.Text.Json;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Verification;

/// <summary>What a manifest says, read by other code than the product's.</summary>
/// <param name="Slot">As the tables write it: <c>2019-02-19 14:00:00</c>.</param>
/// <param name="Run">The id.</param>
/// <param name="Hour">The hour of the slot.</param>
/// <param name="StartedAt">As it is written, to the microsecond; texts order as the instants do.</param>
/// <param name="Parts">The raw objects and their generations, in order.</param>
internal sealed record OwnManifest(
    string Slot, string Run, string Hour, string StartedAt, IReadOnlyList<(string Name, long Generation)> Parts)
{
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
            return $"the manifest cannot be read: {e.Message}";
        }
    }

    private static string Instant(string written, string form) => DateTimeOffset
        .Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        .UtcDateTime.ToString(form, CultureInfo.InvariantCulture);
}
