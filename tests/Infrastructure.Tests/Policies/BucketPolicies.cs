using System.Text.Json.Nodes;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Raw objects are the only thing that cannot be had again.</summary>
internal static class BucketPolicies
{
    private const string Bucket = "google_storage_bucket";
    private const string Shapes = "google_storage_bucket_object";
    private const int Week = 7 * 24 * 3600;

    /// <summary>From the warmest to the coldest.</summary>
    private static readonly string[] Classes = ["STANDARD", "NEARLINE", "COLDLINE", "ARCHIVE"];

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("No bucket can be made public", [Bucket], plan =>
            from bucket in plan.Of(Bucket)
            where !bucket.Is("public_access_prevention", "enforced") || !bucket.IsTrue("uniform_bucket_level_access")
            select $"{bucket.Address} can be made public.")
            .BrokenBy("no prevention", plan => Raw(plan).Set("public_access_prevention", "inherited"))
            .BrokenBy("rights on single objects", plan =>
                plan.At("google_storage_bucket.rejects").Set("uniform_bucket_level_access", false)),

        new Policy("What is deleted by mistake can be had again", [Bucket], plan =>
            from bucket in plan.Of(Bucket)
            where !bucket.IsTrue("versioning.0.enabled")
                || !(bucket.Number("soft_delete_policy.0.retention_duration_seconds") >= Week)
            select $"{bucket.Address} forgets at once.")
            .BrokenBy("no versions", plan => Raw(plan).Set("versioning.0.enabled", false))
            .BrokenBy("no soft delete", plan =>
                Raw(plan).Set("soft_delete_policy.0.retention_duration_seconds", 0)),

        new Policy("Nothing is deleted by its age unless somebody asked for it", [Bucket], Deleting)
            .BrokenBy("raw objects", plan => Rule(Raw(plan), "Delete", null, 3650))
            .BrokenBy("shapes", plan =>
            {
                var bucket = plan.At("google_storage_bucket.shapes");
                bucket.Set("lifecycle_rule", new JsonArray());
                Rule(bucket, "Delete", null, 3650);
            }),

        new Policy("Objects go to colder classes only, the older the colder", [Bucket], Warming)
            .BrokenBy("back to the warmest", plan => Rule(Raw(plan), "SetStorageClass", "STANDARD", 400))
            .BrokenBy("the coldest first", plan => Rule(Raw(plan), "SetStorageClass", "ARCHIVE", 5)),

        new Policy("The shapes lie where aggregate looks", [Shapes], Misplaced)
            .BrokenBy("another name", plan =>
                plan.At("google_storage_bucket_object.shapes").Set("name", "regions.json"))
            .BrokenBy("another bucket", plan =>
                plan.At("google_storage_bucket_object.shapes").Set("bucket", "my-project-isotherm-raw")),
    ];

    private static IEnumerable<string> Deleting(Plan plan) =>
        from bucket in plan.Of(Bucket)
        let kind = bucket.Text("name")!.Split('-')[^1]
        let asked = plan.Variable("delete_after_days." + kind) is { } days && days != "0"
        from rule in bucket.Each("lifecycle_rule")
        where bucket.Is(rule + ".action.0.type", "Delete") && !asked
        select $"{bucket.Address} deletes after {bucket.Text(rule + ".condition.0.age")} days.";

    private static IEnumerable<string> Warming(Plan plan)
    {
        foreach (var bucket in plan.Of(Bucket))
        {
            var classes = bucket.Each("lifecycle_rule")
                .Where(rule => bucket.Is(rule + ".action.0.type", "SetStorageClass"))
                .OrderBy(rule => bucket.Number(rule + ".condition.0.age"))
                .Select(rule => bucket.Text(rule + ".action.0.storage_class")!)
                .Prepend(bucket.Text("storage_class")!)
                .Select(name => Array.IndexOf(Classes, name))
                .ToList();
            if (classes.Zip(classes.Skip(1)).Any(pair => pair.First >= pair.Second))
                yield return $"{bucket.Address} moves objects to a class that is not colder.";
        }
    }

    private static IEnumerable<string> Misplaced(Plan plan)
    {
        if (!plan.IsWhole) yield break;
        var environment = Settings.Of(plan.At("google_cloud_run_v2_service.aggregate"));
        foreach (var shapes in plan.Of(Shapes))
        {
            if ($"gs://{shapes.Text("bucket")}" != environment["SHAPES_BUCKET"])
                yield return $"{shapes.Address} lies in {shapes.Text("bucket")}.";
            if (shapes.Text("name") != environment["SHAPES_OBJECT"])
                yield return $"{shapes.Address} is called {shapes.Text("name")}.";
        }
    }

    private static PlannedResource Raw(Plan plan) => plan.At("google_storage_bucket.raw");

    private static void Rule(PlannedResource bucket, string type, string? storageClass, int age) =>
        bucket.Append("lifecycle_rule", new JsonObject
        {
            ["action"] = new JsonArray(new JsonObject { ["type"] = type, ["storage_class"] = storageClass }),
            ["condition"] = new JsonArray(new JsonObject { ["age"] = age }),
        });
}
