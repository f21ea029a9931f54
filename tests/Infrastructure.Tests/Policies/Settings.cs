using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>The environment variables of the container of a service or a job.</summary>
internal static class Settings
{
    /// <summary>What stands for a value that is known only when everything is made.</summary>
    public const string NotKnown = "(known only when it is made)";

    /// <summary>What stands for the value of a secret.</summary>
    public const string Secret = "(from Secret Manager)";

    public static readonly string[] Processes = ["google_cloud_run_v2_service", "google_cloud_run_v2_job"];

    /// <summary>Where the container of a service or a job is.</summary>
    public static string Container(PlannedResource process) => Template(process) + ".containers.0";

    /// <summary>Where what holds the container is: the template of a job has one more inside.</summary>
    public static string Template(PlannedResource process) =>
        process.Type == "google_cloud_run_v2_job" ? "template.0.template.0" : "template.0";

    public static IReadOnlyList<string> Paths(PlannedResource process) => process.Each(Container(process) + ".env");

    public static bool IsSecret(PlannedResource process, string path) =>
        process.IsSet(path + ".value_source.0.secret_key_ref");

    public static Dictionary<string, string> Of(PlannedResource process) => Paths(process).ToDictionary(
        path => process.Text(path + ".name")!,
        path => IsSecret(process, path) ? Secret
            : process.IsUnknown(path + ".value") ? NotKnown
            : process.Text(path + ".value") ?? "");

    /// <summary>Gives a variable another value.</summary>
    public static void Set(PlannedResource process, string name, string value) =>
        process.Set(Paths(process).Single(path => process.Is(path + ".name", name)) + ".value", value);

    /// <summary>Takes a variable away.</summary>
    public static void Unset(PlannedResource process, string name)
    {
        var variables = process.Find(Container(process) + ".env")!.AsArray();
        variables.Remove(variables.Single(variable => (string)variable!["name"]! == name));
    }
}
