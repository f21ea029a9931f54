namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A command that a tool knows, as its documents have it; only what the scripts may use of it.</summary>
/// <param name="Name">Its words.</param>
/// <param name="Least">How many arguments it takes at least.</param>
/// <param name="Most">And at most.</param>
/// <param name="Options">Flags with a value.</param>
/// <param name="Switches">Flags without.</param>
internal sealed record ToolCommand(string Name, int Least, int Most, string[] Options, string[] Switches)
{
    public static IReadOnlyList<ToolCommand> Gcloud { get; } =
    [
        new("artifacts sbom load", 0, 0, ["project", "source", "uri"], []),
        new("auth print-access-token", 0, 1, [], []),
        new("logging read", 0, 1, ["project", "freshness", "format"], []),
        new("run jobs execute", 1, 1, ["project", "region", "args"], ["wait"]),
        new("run services list", 0, 0, ["project", "region", "format"], []),
        new("run services update-traffic", 1, 1,
            ["project", "region", "to-revisions", "update-tags", "remove-tags"], []),
        new("services enable", 1, 20, ["project"], []),
        new("storage buckets create", 1, 1, ["project", "location"],
            ["uniform-bucket-level-access", "public-access-prevention"]),
        new("storage buckets list", 0, 1, ["project", "format"], []),
        new("storage buckets update", 1, 1, [],
            ["versioning", "uniform-bucket-level-access", "public-access-prevention"]),
        new("storage cat", 1, 9, [], []),
        new("storage cp", 2, 9, [], []),
        new("storage ls", 0, 9, [], []),
    ];

    public static IReadOnlyList<ToolCommand> Docker { get; } =
    [
        new("pull", 1, 1, [], ["quiet"]),
        new("push", 1, 1, [], []),
        new("build", 1, 1, ["file", "target", "tag", "build-arg", "cache-from"], []),
        new("image inspect", 1, 1, ["format"], []),
    ];

    public static IReadOnlyList<ToolCommand> Terraform { get; } =
    [
        new("init", 0, 0, ["input", "backend-config"], ["reconfigure"]),
        new("plan", 0, 0, ["input", "lock-timeout", "out", "var-file", "var"], []),
        new("show", 1, 1, [], ["json", "no-color"]),
        new("apply", 0, 1, ["input", "lock-timeout", "var", "target"], ["auto-approve"]),
        new("output", 0, 0, [], ["json"]),
    ];
}
