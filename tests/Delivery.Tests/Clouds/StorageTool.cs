using System.Text.Json;
using System.Text.RegularExpressions;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>The commands of gcloud for Cloud Storage, with its ways: to list nothing is a failure.</summary>
internal sealed class StorageTool(Cloud cloud)
{
    private const string Scheme = "gs://";

    public ToolAnswer Run(ToolCall call, string folder) => call.Command switch
    {
        "storage buckets list" => ListBuckets(call),
        "storage buckets create" => CreateBucket(call),
        "storage buckets update" => UpdateBucket(call),
        "storage ls" => List(call.Arguments[0]),
        "storage cat" => Read(call.Arguments[0]) is { } text ? ToolAnswer.Say(text) : NoMatch("cat"),
        "storage cp" => Copy(call, folder),
        _ => ToolAnswer.Fail($"the test does not know {call.Command}"),
    };

    private ToolAnswer ListBuckets(ToolCall call) => call.Option("project") == Cloud.Project
        ? ToolAnswer.Say(JsonSerializer.Serialize(cloud.Buckets.Select(bucket => new
        {
            name = bucket.Key,
            versioning_enabled = bucket.Value.IsVersioned,
            uniform_bucket_level_access = bucket.Value.IsUniform,
            public_access_prevention = bucket.Value.IsNeverPublic ? "enforced" : "inherited",
        })))
        : ToolAnswer.Fail("no such project");

    private ToolAnswer CreateBucket(ToolCall call)
    {
        var name = call.Arguments[0][Scheme.Length..];
        if (cloud.Buckets.ContainsKey(name)) return ToolAnswer.Fail("409: you already own this bucket");
        cloud.Buckets[name] = new StoredBucket
        {
            IsUniform = call.Switches.Contains("uniform-bucket-level-access"),
            IsNeverPublic = call.Switches.Contains("public-access-prevention"),
        };
        return ToolAnswer.Done;
    }

    private ToolAnswer UpdateBucket(ToolCall call)
    {
        if (!cloud.Buckets.TryGetValue(call.Arguments[0][Scheme.Length..], out var bucket)) return NoMatch("update");
        cloud.Changes.Add($"bucket {call.Arguments[0]}");
        bucket.IsVersioned |= call.Switches.Contains("versioning");
        bucket.IsUniform |= call.Switches.Contains("uniform-bucket-level-access");
        bucket.IsNeverPublic |= call.Switches.Contains("public-access-prevention");
        return ToolAnswer.Done;
    }

    private ToolAnswer List(string url)
    {
        var (bucket, pattern) = Split(url);
        if (!cloud.Buckets.TryGetValue(bucket, out var stored)) return NotFound(url);
        if (bucket == Cloud.RawBucket && cloud.Behaviour.RawBucketIsForbidden)
            return ToolAnswer.Fail($"[deployer] does not have permission to access b instance [{bucket}]");
        var escaped = Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal);
        var regex = $"^{escaped}(?<below>.*)$";
        var found = stored.Objects.Keys.Select(name => (Name: name, Match: Regex.Match(name, regex)))
            .Where(pair => pair.Match.Success)
            .Select(pair => pattern.EndsWith('/') ? pattern + Level(pair.Match.Groups["below"].Value) : Whole(pair))
            .OfType<string>()
            .Distinct()
            .Select(name => $"{Scheme}{bucket}/{name}\n")
            .ToArray();
        return found.Length == 0 ? NoMatch("ls") : ToolAnswer.Say(string.Concat(found));
    }

    private ToolAnswer Copy(ToolCall call, string folder)
    {
        var target = call.Arguments[^1];
        foreach (var source in call.Arguments.SkipLast(1))
        {
            if (source.StartsWith(Scheme, StringComparison.Ordinal))
            {
                if (Read(source) is not { } text) return NoMatch("cp");
                File.WriteAllText(Path.Combine(folder, target), text);
                continue;
            }

            var (bucket, name) = Split(target.EndsWith('/') ? target + Path.GetFileName(source) : target);
            if (!cloud.Buckets.TryGetValue(bucket, out var stored)) return NotFound(target);
            stored.Objects[name] = File.ReadAllText(Path.Combine(folder, source));
        }

        return ToolAnswer.Done;
    }

    private string? Read(string url)
    {
        var (bucket, name) = Split(url);
        return cloud.Buckets.GetValueOrDefault(bucket)?.Objects.GetValueOrDefault(name);
    }

    private static (string Bucket, string Name) Split(string url)
    {
        var parts = url[Scheme.Length..].Split('/', 2);
        return (parts[0], parts[1]);
    }

    private static string Level(string below) =>
        below.IndexOf('/', StringComparison.Ordinal) is >= 0 and var end ? below[..(end + 1)] : below;

    private static string? Whole((string Name, Match Match) pair) =>
        pair.Match.Groups["below"].Length == 0 ? pair.Name : null;

    private static ToolAnswer NotFound(string url) => ToolAnswer.Fail($"{url} not found: 404.");

    private static ToolAnswer NoMatch(string command) =>
        ToolAnswer.Fail($"(gcloud.storage.{command}) One or more URLs matched no objects.");
}
