using System.Text.Json.Nodes;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>What holds for everything: APIs, labels, region, protection, encryption.</summary>
internal static class ProjectPolicies
{
    private const string Api = "google_project_service";
    private const string Registry = "google_artifact_registry_repository";

    /// <summary>What is kept, and the attribute that names the key it is encrypted with.</summary>
    private static readonly Dictionary<string, string> KeyOf = new(StringComparer.Ordinal)
    {
        ["google_storage_bucket"] = "encryption.0.default_kms_key_name",
        ["google_bigquery_dataset"] = "default_encryption_configuration.0.kms_key_name",
        ["google_pubsub_topic"] = "kms_key_name",
        ["google_sql_database_instance"] = "encryption_key_name",
        ["google_secret_manager_secret"] =
            "replication.0.user_managed.0.replicas.0.customer_managed_encryption.0.kms_key_name",
        [Registry] = "kms_key_name",
        ["google_cloud_run_v2_service"] = "template.0.encryption_key",
        ["google_cloud_run_v2_job"] = "template.0.template.0.encryption_key",
    };

    /// <summary>The beginnings of types, and the API that makes them.</summary>
    private static readonly Dictionary<string, string> ApiOf = new(StringComparer.Ordinal)
    {
        ["google_artifact_registry_"] = "artifactregistry",
        ["google_bigquery_"] = "bigquery",
        ["google_billing_"] = "billingbudgets",
        ["google_cloud_run_"] = "run",
        ["google_cloud_scheduler_"] = "cloudscheduler",
        ["google_compute_"] = "compute",
        ["google_iap_"] = "iap",
        ["google_kms_"] = "cloudkms",
        ["google_logging_"] = "logging",
        ["google_monitoring_"] = "monitoring",
        ["google_project_iam_"] = "cloudresourcemanager",
        ["google_project_service"] = "serviceusage",
        ["google_pubsub_"] = "pubsub",
        ["google_secret_manager_"] = "secretmanager",
        ["google_service_account"] = "iam",
        ["google_service_networking_"] = "servicenetworking",
        ["google_sql_"] = "sqladmin",
        ["google_storage_"] = "storage",
    };

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("Every API that is used is switched on, and none off", [Api], Apis)
            .BrokenBy("one that is missing", plan => plan.Remove(Api + ".apis[\"sqladmin.googleapis.com\"]"))
            .BrokenBy("one that would be switched off", plan =>
                plan.At(Api + ".apis[\"pubsub.googleapis.com\"]").Set("disable_on_destroy", true)),

        new Policy("Everything that takes labels has them", Labelled, plan =>
            from resource in plan.Of(Labelled)
            from label in new[] { "application", "environment" }
            where string.IsNullOrEmpty(resource.Text($"{LabelsOf(resource)}.{label}"))
            select $"{resource.Address} has no label {label}.")
            .BrokenBy("a bucket without", plan =>
                plan.At("google_storage_bucket.raw").Set("effective_labels", new JsonObject()))
            .BrokenBy("a database without", plan =>
                plan.At("google_sql_database_instance.main").Set("settings.0.user_labels", new JsonObject()))
            .BrokenBy("an alert without", plan =>
                plan.Of("google_monitoring_alert_policy").First().Set("user_labels.application", null)),

        new Policy("Everything is in one region", ["google_compute_subnetwork", .. KeyOf.Keys], plan =>
            from resource in plan.Resources
            let place = resource.Text("location") ?? resource.Text("region") ?? plan.Region
            where place != plan.Region
            select $"{resource.Address} is in {place}.")
            .BrokenBy("a bucket in all of Europe", plan => plan.At("google_storage_bucket.raw").Set("location", "EU"))
            .BrokenBy("a database abroad", plan =>
                plan.At("google_sql_database_instance.main").Set("region", "us-east1")),

        new Policy("Production cannot be deleted by mistake", [.. KeyOf.Keys], Unprotected)
            .BrokenBy("the database for Terraform", plan =>
                plan.At("google_sql_database_instance.main").Set("deletion_protection", false))
            .BrokenBy("the database for everybody else", plan =>
                plan.At("google_sql_database_instance.main").Set("settings.0.deletion_protection_enabled", false))
            .BrokenBy("a bucket with its objects", plan =>
                plan.At("google_storage_bucket.raw").Set("force_destroy", true))
            .BrokenBy("a secret", plan =>
                plan.At("google_secret_manager_secret.sensor_api_key").Set("deletion_protection", false)),

        new Policy(
            "A key of one's own encrypts everything that is kept",
            [.. KeyOf.Keys, "google_kms_crypto_key_iam_member"],
            Encryption)
            .BrokenBy("a bucket with Google's", plan =>
                plan.At("google_storage_bucket.raw").Set("encryption", new JsonArray()))
            .BrokenBy("messages with another", plan =>
                plan.At("google_pubsub_topic.runs").Set("kms_key_name", Fixture.Key + "2"))
            .BrokenBy("a product that may not use it", plan =>
                plan.Remove("google_kms_crypto_key_iam_member.agents[\"cloudsql\"]")),

        new Policy(
            "The network lets nothing in and is no one else's",
            ["google_compute_network", "google_compute_subnetwork", "google_compute_global_address"],
            Network)
            .BrokenBy("networks in every region", plan =>
                plan.At("google_compute_network.main").Set("auto_create_subnetworks", true))
            .BrokenBy("Google's APIs by the internet", plan =>
                plan.At("google_compute_subnetwork.main").Set("private_ip_google_access", false))
            .BrokenBy("a public address", plan =>
                plan.At("google_compute_global_address.database").Set("address_type", "EXTERNAL")),

        new Policy("Old images are deleted, the last ones never", [Registry], plan =>
            from registry in plan.Of(Registry)
            let actions = registry.Each("cleanup_policies").Select(path => registry.Text(path + ".action")).Order()
            where !actions.SequenceEqual(["DELETE", "KEEP"]) || registry.IsTrue("cleanup_policy_dry_run")
            select $"{registry.Address} grows for ever, or forgets what runs.")
            .BrokenBy("never", plan => plan.At(Registry + ".images").Set("cleanup_policies", new JsonArray()))
            .BrokenBy("only in words", plan => plan.At(Registry + ".images").Set("cleanup_policy_dry_run", true)),
    ];

    private static string[] Labelled =>
    [
        .. KeyOf.Keys, "google_pubsub_subscription", "google_compute_global_address", "google_monitoring_alert_policy",
        "google_monitoring_notification_channel",
    ];

    private static string LabelsOf(PlannedResource resource) => resource.Type switch
    {
        "google_sql_database_instance" => "settings.0.user_labels",
        "google_monitoring_alert_policy" or "google_monitoring_notification_channel" => "user_labels",
        _ => "effective_labels",
    };

    private static IEnumerable<string> Apis(Plan plan)
    {
        var on = plan.Of(Api).Select(api => api.Text("service")).ToHashSet();
        var used = plan.Resources.Select(resource => resource.Type).Distinct()
            .Select(type => ApiOf.SingleOrDefault(api => type.StartsWith(api.Key, StringComparison.Ordinal)).Value
                ?? $"(unknown: {type})")
            .Distinct();
        return used.Where(name => !on.Contains(name + ".googleapis.com"))
            .Select(name => $"The API {name} is used and is not switched on.")
            .Concat(plan.Of(Api).Where(api => !api.IsFalse("disable_on_destroy"))
                .Select(api => $"{api.Address} would be switched off for the whole project."));
    }

    private static IEnumerable<string> Unprotected(Plan plan)
    {
        if (!plan.IsProduction) yield break;
        foreach (var resource in plan.Resources.Where(resource => resource.Type != BigQueryPolicies.Table))
        {
            foreach (var path in new[] { "deletion_protection", "settings.0.deletion_protection_enabled" })
                if (resource.IsFalse(path)) yield return $"{resource.Address} can be deleted: {path} is off.";
            if (resource.IsTrue("force_destroy")) yield return $"{resource.Address} can be deleted with what is in it.";
        }
    }

    private static IEnumerable<string> Encryption(Plan plan)
    {
        if (plan.Variable("kms_key") is not { } key) yield break;
        foreach (var resource in plan.Of([.. KeyOf.Keys]).Where(resource => !resource.Is(KeyOf[resource.Type], key)))
            yield return $"{resource.Address} is encrypted with '{resource.Text(KeyOf[resource.Type])}'.";
        var agents = plan.Of("google_kms_crypto_key_iam_member").Select(right => right.Key).ToHashSet();
        string[] products = ["artifactregistry", "cloudsql", "pubsub", "run", "secretmanager", "storage"];
        foreach (var product in products.Where(product => !agents.Contains(product)))
            yield return $"The service agent of {product} may not use the key.";
    }

    private static IEnumerable<string> Network(Plan plan) =>
        plan.Of("google_compute_network").Where(network => !network.IsFalse("auto_create_subnetworks"))
            .Concat(plan.Of("google_compute_subnetwork").Where(subnet => !subnet.IsTrue("private_ip_google_access")))
            .Concat(plan.Of("google_compute_global_address").Where(address => !address.Is("address_type", "INTERNAL")))
            .Concat(plan.Of(
                "google_compute_firewall", "google_compute_instance", "google_compute_router_nat",
                "google_vpc_access_connector"))
            .Select(resource => $"{resource.Address} opens the network.");
}
