using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>What Cloud Build refuses in a build, or does otherwise than it looks, as its documents say.</summary>
internal static partial class BuildFaults
{
    private const int MaxSteps = 300;
    private const double MaxSeconds = 24 * 60 * 60;
    private const double DefaultSeconds = 60 * 60;

    public static IReadOnlyList<string> Of(BuildDocument build, string scripts) =>
    [
        .. FieldFaults.Of(build.Root, BuildSchema.Build, ""),
        .. InSteps(build),
        .. InTimes(build),
        .. InSecrets(build),
        .. InVolumes(build),
        .. InLogging(build),
        .. SubstitutionFaults.Of(build, scripts),
    ];

    private static IEnumerable<string> InSteps(BuildDocument build)
    {
        if (build.Steps.Count is 0 or > MaxSteps) yield return $"there must be 1 to {MaxSteps} steps";
        var known = new HashSet<string>();
        foreach (var step in build.Steps)
        {
            var id = BuildDocument.TextOf(step, "id");
            if (string.IsNullOrEmpty(BuildDocument.TextOf(step, "name"))) yield return At(step, "has no name");
            foreach (var other in BuildDocument.TextsOf(step, "waitFor").Where(name => name != "-"))
                if (!known.Contains(other)) yield return At(step, $"waits for {other}, which is no step before it");
            if (id is not null && !known.Add(id)) yield return At(step, $"has the id {id}, as another one");
            if (BuildDocument.NodeOf(step, "script") is not null
                && (BuildDocument.NodeOf(step, "args") ?? BuildDocument.NodeOf(step, "entrypoint")) is not null)
                yield return At(step, "has a script and args or an entrypoint");
            foreach (var pair in BuildDocument.TextsOf(step, "env").Where(pair => !Variable().IsMatch(pair)))
                yield return At(step, $"sets {pair}, which is not NAME=VALUE");
        }
    }

    private static IEnumerable<string> InTimes(BuildDocument build)
    {
        var whole = Seconds(build.Root) ?? DefaultSeconds;
        if (whole is 0 or > MaxSeconds) yield return "timeout must be more than nothing and at most 24 h";
        foreach (var step in build.Steps)
            if (Seconds(step) > whole) yield return At(step, $"may take longer than the whole build ({whole} s)");
    }

    private static IEnumerable<string> InSecrets(BuildDocument build)
    {
        var available = BuildDocument.NodeOf(build.Root, "availableSecrets") ?? new YamlMappingNode();
        var given = BuildDocument.ItemsOf(available, "secretManager")
            .Select(secret => BuildDocument.TextOf(secret, "env") ?? "")
            .Concat(BuildDocument.ItemsOf(available, "inline").SelectMany(secret => Keys(secret, "envMap")))
            .Concat(BuildDocument.ItemsOf(build.Root, "secrets").SelectMany(secret => Keys(secret, "secretEnv")))
            .ToHashSet();
        var wanted = WithOptions(build).SelectMany(node => BuildDocument.TextsOf(node, "secretEnv")).ToHashSet();
        return wanted.Except(given).Select(name => $"secretEnv names {name}, which availableSecrets does not give")
            .Concat(given.Except(wanted).Select(name => $"the secret {name} is given and used nowhere"));
    }

    private static IEnumerable<string> InVolumes(BuildDocument build) =>
        build.Steps.SelectMany(step => BuildDocument.ItemsOf(step, "volumes"))
            .CountBy(volume => BuildDocument.TextOf(volume, "name") ?? "")
            .Where(volume => volume.Value < 2)
            .Select(volume => $"the volume {volume.Key} is in one step only");

    private static IEnumerable<string> InLogging(BuildDocument build)
    {
        if (BuildDocument.TextOf(build.Root, "serviceAccount") is null) yield break;
        var options = BuildDocument.NodeOf(build.Root, "options") ?? new YamlMappingNode();
        var isSaid = BuildDocument.TextOf(options, "logging") is "CLOUD_LOGGING_ONLY" or "NONE"
            || BuildDocument.TextOf(build.Root, "logsBucket") is not null
            || BuildDocument.TextOf(options, "defaultLogsBucketBehavior") is not null;
        if (!isSaid) yield return "with a serviceAccount, options.logging must be CLOUD_LOGGING_ONLY or NONE, or there "
            + "must be a logsBucket or a defaultLogsBucketBehavior";
    }

    private static IEnumerable<YamlNode> WithOptions(BuildDocument build) =>
        BuildDocument.NodeOf(build.Root, "options") is { } options ? [options, .. build.Steps] : build.Steps;

    private static IEnumerable<string> Keys(YamlNode node, string name) =>
        BuildDocument.NodeOf(node, name) is YamlMappingNode map ? map.Children.Keys.Select(BuildDocument.TextOf) : [];

    private static double? Seconds(YamlNode node) =>
        double.TryParse(BuildDocument.TextOf(node, "timeout")?.TrimEnd('s'), CultureInfo.InvariantCulture, out var read)
            ? read
            : null;

    private static string At(YamlNode step, string fault) =>
        $"line {step.Start.Line}: the step {BuildDocument.TextOf(step, "id")} {fault}";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Variable();
}
