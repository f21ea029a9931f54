using Isotherm.Testing;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>The build of this repository, and its scripts.</summary>
internal static class BuildFile
{
    public static BuildDocument Document { get; } =
        BuildDocument.Parse(File.ReadAllText(Checkout.PathOf("cloudbuild.yaml")));

    /// <summary>Paths below the root.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
        [.. Directory.GetFiles(Checkout.PathOf("delivery"), "*.sh").Select(Relative).Order()];

    /// <summary>What the scripts of the delivery read in a checkout, and they themselves.</summary>
    public static IReadOnlyList<string> FilesOfScripts { get; } =
    [
        .. Scripts,
        "delivery/tools.dockerfile",
        "functions/Fetch/Dockerfile",
        "functions/Fetch/packages.linux-x64.lock.json",
        "functions/Aggregate/Dockerfile",
        "functions/Aggregate/packages.linux-x64.lock.json",
        "functions/Report/Dockerfile",
        "functions/Report/packages.linux-x64.lock.json",
        "cli/Dockerfile",
        "cli/packages.linux-x64.lock.json",
    ];

    public static string TextOfScripts { get; } =
        string.Concat(Scripts.Select(path => File.ReadAllText(Checkout.PathOf(path))));

    private static string Relative(string path) => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/');
}
