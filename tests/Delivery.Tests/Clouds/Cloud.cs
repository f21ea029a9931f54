using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// A project of Google Cloud, as far as a delivery sees it: what there is, how it behaves, and what must never happen
/// to it.
/// </summary>
internal sealed class Cloud
{
    public const string Project = "my-project";
    public const string Region = "europe-west9";
    public const string StateBucket = "my-project-isotherm-terraform";
    public const string RawBucket = "my-project-isotherm-raw";
    public const string Fetch = "isotherm-fetch";
    public const string Aggregate = "isotherm-aggregate";
    public const string Report = "isotherm-report";

    public const string SchedulerAccount = "isotherm-scheduler@my-project.iam.gserviceaccount.com";
    public const string PushAccount = "isotherm-push@my-project.iam.gserviceaccount.com";
    public const string OperatorAccount = "isotherm-operator@my-project.iam.gserviceaccount.com";
    public const string FetchAudience = "https://isotherm-fetch.my-project/";
    public const string PushAudience = "https://isotherm-aggregate.my-project/";
    public const string ReportAudience = "https://isotherm-report.my-project/";

    public static IReadOnlyList<string> JobNames { get; } =
        ["isotherm-migrate", "isotherm-reconcile", "isotherm-verify"];

    /// <summary>In every token: a text that must be in no argument, no log and no file.</summary>
    public const string Canary = "canary0123456789";

    public SortedDictionary<string, StoredBucket> Buckets { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, CloudRunService> Services { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>What the registry holds: digests by name and tag.</summary>
    public SortedDictionary<string, string> Images { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Bills { get; } = new(StringComparer.Ordinal);

    /// <summary>What Terraform made and knows.</summary>
    public SortedSet<string> Resources { get; } = new(StringComparer.Ordinal);

    public int StateSerial { get; set; }

    /// <summary>Entries of Cloud Logging: revision, trace, event id, outcome.</summary>
    public List<(string Revision, string Trace, string Event, string Outcome)> Log { get; } = [];

    /// <summary>Commands that changed something that runs, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>What should never have happened.</summary>
    public List<string> Violations { get; } = [];

    public CloudBehaviour Behaviour { get; set; } = new();

    /// <summary>What the services answer with, and the jobs run, when it is not what a test says.</summary>
    public RealFunctions? Real { get; set; }

    /// <summary>Where a revision gave a sign of life.</summary>
    public HashSet<string> Alive { get; } = [];

    /// <summary>The messages that a revision took.</summary>
    public HashSet<(string Revision, string Message)> Taken { get; } = [];

    /// <summary>The revisions of aggregate after which the tables were found equal.</summary>
    public HashSet<string> Verified { get; } = [];

    /// <summary>Hours that the tables have.</summary>
    public HashSet<string> HoursInTables { get; } = [];

    public int Migrations { get; set; }

    public int Runs { get; set; }

    public IEnumerable<string> Manifests =>
        Buckets.GetValueOrDefault(RawBucket)?.Objects.Keys.Where(name => name.EndsWith("manifest.json")) ?? [];

    /// <summary>Everything that stays, as one text: equal texts, nothing changed.</summary>
    public string State() => JsonSerializer.Serialize(new
    {
        Buckets = Buckets.Where(bucket => bucket.Key != StateBucket || bucket.Value.Objects.Count == 0),
        Services = Services.Values.Select(service => new { service.Name, service.Revisions, service.Traffic }),
        Jobs,
        Resources,
        StateSerial,
        Migrations,
        Runs,
    });

    /// <summary>A committed run with its manifest, as fetch writes it.</summary>
    public void StoreRun(DateTimeOffset start, string run, int parts, bool isInTables = true)
    {
        var key = new RunKey(Slot.Containing(start, SlotLength.Hourly), RunId.Parse(run));
        var folder = RawObjectName.RunFolder(key, SlotLength.Hourly);
        var manifest = new Manifest(key, start, "https://sensors.example/", [.. Enumerable.Range(0, parts).Select(i =>
            new ManifestPart(
                new StoredObject($"{folder}attempt-1/part-{i:00000}.json", 17, 3, "AAAAAA=="),
                1,
                $$"""{"run":"{{run}}","part":{{i}},"text":"é \"quoted\" \\ 'x' $HOME `ls`"}"""))]);
        var objects = Buckets[RawBucket].Objects;
        foreach (var part in manifest.Parts) objects[part.Stored.Name] = "[]";
        var name = RawObjectName.Manifest(key, SlotLength.Hourly);
        objects[name] = Encoding.UTF8.GetString(ManifestCodec.Write(manifest));
        if (isInTables) HoursInTables.Add(start.ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture));
    }

    /// <summary>Changes the traffic; a revision that gets some must have been tried, or have had some.</summary>
    public ToolAnswer ChangeTraffic(CloudRunService service, Func<string?> change)
    {
        var before = service.Serving.Keys.ToHashSet();
        if (change() is { } fault) return ToolAnswer.Fail(fault);
        foreach (var revision in service.Serving.Keys.Where(revision => !before.Contains(revision)))
        {
            if (!IsProven(service.Name, revision)) Violations.Add($"{revision} got traffic and had not been tried");
            WasProven.Add(revision);
        }

        var sum = service.Serving.Values.Sum();
        if (sum != 100) Violations.Add($"{service.Name} serves {sum} %");
        return ToolAnswer.Done;
    }

    public bool IsProven(string service, string revision) =>
        WasProven.Contains(revision)
        || (service == Report && Behaviour.IsBehindProxy)
        || (Alive.Contains(revision) && (service != Aggregate || HasWorked(revision)));

    /// <summary>Revisions that served once.</summary>
    public HashSet<string> WasProven { get; } = [];

    private bool HasWorked(string revision)
    {
        if (Manifests.LastOrDefault() is not { } newest) return true;
        var messages = ManifestCodec.Read(Encoding.UTF8.GetBytes(Buckets[RawBucket].Objects[newest])).Parts;
        return messages.All(part => Taken.Contains((revision, part.Message))) && Verified.Contains(revision);
    }
}
