using System.Text.Json.Nodes;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Secrets are pinned, and are in no plan and no state.</summary>
internal static class SecretPolicies
{
    private const string Version = "google_secret_manager_secret_version";

    private static readonly string[] Words = ["KEY", "PASSWORD", "SECRET", "TOKEN"];

    /// <summary>Versions whose content is public, and so may stand in the state.</summary>
    private static readonly string[] Public = ["google_secret_manager_secret_version.database_ca"];

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("A secret is used in one version, that is named", Settings.Processes, Unpinned)
            .BrokenBy("the latest key", plan => PinKey(plan, "latest"))
            .BrokenBy("no version of the key", plan => PinKey(plan, null))
            .BrokenBy("the latest certificate", plan => plan.At("google_cloud_run_v2_service.aggregate")
                .Set("template.0.volumes.0.secret.0.items.0.version", "latest"))
            .BrokenBy("any file of the secret", plan => plan.At("google_cloud_run_v2_service.aggregate")
                .Set("template.0.volumes.0.secret.0.items", new JsonArray())),

        new Policy("No secret stands in an environment variable in clear", Settings.Processes, plan =>
            from process in plan.Of(Settings.Processes)
            from path in Settings.Paths(process)
            let name = process.Text(path + ".name")!
            let value = process.Text(path + ".value") ?? ""
            where (!Settings.IsSecret(process, path)
                    && Words.Any(word => name.Contains(word, StringComparison.Ordinal)))
                || value.Contains("Password=", StringComparison.OrdinalIgnoreCase)
            select $"{process.Address} shows {name} to everybody who may see the service.")
            .BrokenBy("the key", plan =>
            {
                var fetch = plan.At("google_cloud_run_v2_service.fetch");
                var path = Settings.Paths(fetch).Single(path => fetch.Is(path + ".name", "SENSOR_API_KEY"));
                fetch.Set(path + ".value_source", new JsonArray());
                fetch.Set(path + ".value", "0123");
            })
            .BrokenBy("a password", plan => Settings.Set(
                plan.At("google_cloud_run_v2_service.aggregate"), "DATABASE", "Server=10.1.2.3;Password='b'")),

        new Policy("No password and no secret gets into the state", ["google_sql_user", Version], Kept)
            .BrokenBy("a password", plan => plan.At("google_sql_user.migrator").Set("password", "abc"))
            .BrokenBy("a password that never changes", plan =>
                plan.At("google_sql_user.migrator").Set("password_wo_version", null))
            .BrokenBy("a connection string", plan =>
                plan.At("google_secret_manager_secret_version.migrator_database").Set("secret_data", "Password='abc'"))
            .BrokenBy("the key as a version of Terraform's", plan =>
                plan.Double("google_secret_manager_secret_version.migrator_database").Set("secret_data", "0123")),

        new Policy("A secret lies in the region, and so do its copies", ["google_secret_manager_secret"], plan =>
            from secret in plan.Of("google_secret_manager_secret")
            where secret.Each("replication.0.user_managed.0.replicas").Count == 0
                || secret.Each("replication.0.user_managed.0.replicas")
                    .Any(replica => !secret.Is(replica + ".location", plan.Region))
            select $"{secret.Address} is copied to wherever Google likes.")
            .BrokenBy("anywhere", plan => plan.At("google_secret_manager_secret.sensor_api_key")
                .Set("replication.0.user_managed", new JsonArray())),
    ];

    private static IEnumerable<string> Unpinned(Plan plan)
    {
        foreach (var process in plan.Of(Settings.Processes))
        {
            var references = plan.References(process);
            var variables = Settings.Paths(process).Where(path => Settings.IsSecret(process, path))
                .Select(path => path + ".value_source.0.secret_key_ref.0.version");
            var volumes = process.Each(Settings.Template(process) + ".volumes").ToList();
            var files = volumes.SelectMany(volume => process.Each(volume + ".secret.0.items"))
                .Select(item => item + ".version");
            foreach (var path in variables.Concat(files).Where(path => !IsPinned(process, path, references)))
                yield return $"{process.Address} uses version '{process.Text(path)}' of a secret.";
            foreach (var volume in volumes.Where(volume => process.Each(volume + ".secret.0.items").Count == 0))
                yield return $"{process.Address} mounts {process.Text(volume + ".name")} in the latest version.";
        }
    }

    /// <summary>A number, or what Terraform itself makes and so refers to.</summary>
    private static bool IsPinned(PlannedResource process, string path, IReadOnlyList<string> references) =>
        process.IsUnknown(path)
            ? references.Any(name => name.StartsWith(Version + ".", StringComparison.Ordinal)
                && name.EndsWith(".version", StringComparison.Ordinal))
            : process.Text(path) is { Length: > 0 } version && version.All(char.IsAsciiDigit);

    private static IEnumerable<string> Kept(Plan plan) =>
        plan.Of("google_sql_user")
            .Where(user => user.IsSet("password")
                || (!user.IsSet("type") && !(user.Number("password_wo_version") >= 1)))
            .Concat(plan.Of(Version).Where(version => !Public.Contains(version.Address)
                && (version.IsSet("secret_data") || !(version.Number("secret_data_wo_version") >= 1))))
            .Select(resource => $"{resource.Address} leaves a secret in the state, or can never be given a new one.");

    private static void PinKey(Plan plan, string? version)
    {
        var fetch = plan.At("google_cloud_run_v2_service.fetch");
        var path = Settings.Paths(fetch).Single(path => fetch.Is(path + ".name", "SENSOR_API_KEY"));
        fetch.Set(path + ".value_source.0.secret_key_ref.0.version", version);
    }
}
