using System.Text.Json.Nodes;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Who acts, and that nobody may do more than needed.</summary>
internal static class IdentityPolicies
{
    /// <summary>Cloud Monitoring knows no condition: it is the whole project, and so for the report only.</summary>
    private const string Metrics = "roles/monitoring.viewer";

    private const string IamAdmin = "roles/resourcemanager.projectIamAdmin";

    private static readonly string[] Primitive = ["roles/owner", "roles/editor", "roles/viewer"];

    /// <summary>Rights that only a project can carry; all others are granted on one thing.</summary>
    private static readonly string[] OnProject = ["roles/cloudsql.instanceUser", Metrics];

    private static readonly string[] Acting =
    [
        "google_cloud_run_v2_service", "google_cloud_run_v2_job", "google_cloud_scheduler_job",
        "google_pubsub_subscription",
    ];

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("No primitive role is granted", Grant.Types, plan =>
            from grant in Grant.Of(plan)
            where Primitive.Contains(grant.Role)
            select $"{grant.Address} grants {grant.Role}.")
            .BrokenBy("the deployer as editor", plan => Deployer(plan, "run.admin").Set("role", "roles/editor"))
            .BrokenBy("fetch as owner of a bucket", plan => FetchReads(plan).Set("role", "roles/owner")),

        new Policy("Nothing is open to everybody", [.. Grant.Types, "google_cloud_run_v2_service"], Open)
            .BrokenBy("fetch for all", plan => Invoker(plan, "fetch").Set("member", "allUsers"))
            .BrokenBy("aggregate for all accounts", plan =>
                Invoker(plan, "aggregate").Set("member", "allAuthenticatedUsers"))
            .BrokenBy("the report for all", plan => plan
                .At("google_cloud_run_v2_service_iam_member.report[\"operator\"]").Set("member", "allUsers"))
            .BrokenBy("the check of the caller switched off", plan =>
                plan.At("google_cloud_run_v2_service.fetch").Set("invoker_iam_disabled", true)),

        new Policy("Nothing replaces a policy that others share", Grant.Types, plan =>
            from resource in plan.Resources
            where resource.Type.EndsWith("_iam_policy", StringComparison.Ordinal)
                || resource.Type.EndsWith("_iam_binding", StringComparison.Ordinal)
            select $"{resource.Address} takes away what others have granted.")
            .BrokenBy("a binding", plan => Retype(plan, "google_storage_bucket_iam_binding"))
            .BrokenBy("a policy", plan => Retype(plan, "google_storage_bucket_iam_policy")),

        new Policy(
            "Whatever acts has an identity of its own, never a default one", [.. Acting, .. Grant.Types], Anonymous)
            .BrokenBy("a service without one", plan =>
                plan.At("google_cloud_run_v2_service.fetch").Set("template.0.service_account", null))
            .BrokenBy("a job with that of the project", plan => plan.At("google_cloud_run_v2_job.migrate")
                .Set("template.0.template.0.service_account", "123456789012-compute@developer.gserviceaccount.com"))
            .BrokenBy("a schedule without one", plan =>
                plan.At("google_cloud_scheduler_job.fetch").Set("http_target.0.oidc_token", new JsonArray()))
            .BrokenBy("a push without one", plan =>
                plan.At("google_pubsub_subscription.aggregate").Set("push_config.0.oidc_token", new JsonArray()))
            .BrokenBy("a right of the default one", plan => FetchReads(plan)
                .Set("member", "serviceAccount:123456789012-compute@developer.gserviceaccount.com")),

        new Policy("A right is granted on one thing, or for one thing", ["google_project_iam_member"], TooWide)
            .BrokenBy("a role of a function on the project", plan =>
                Login(plan, "aggregate").Set("role", "roles/storage.objectViewer"))
            .BrokenBy("metrics for fetch", plan => plan.At("google_project_iam_member.report_sees_metrics")
                .Set("member", "serviceAccount:isotherm-fetch@my-project.iam.gserviceaccount.com"))
            .BrokenBy("the login to every database", plan =>
                Login(plan, "aggregate").Set("condition", new JsonArray())),

        new Policy(
            "The deployer can hand out no right on the project but those that it must",
            ["google_project_iam_member"],
            Escalation)
            .BrokenBy("every role", plan =>
                Deployer(plan, "resourcemanager.projectIamAdmin").Set("condition", new JsonArray()))
            .BrokenBy("one role more", plan => Deployer(plan, "resourcemanager.projectIamAdmin").Set(
                "condition.0.expression",
                "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', [])"
                + ".hasOnly(['roles/cloudsql.instanceUser', 'roles/monitoring.viewer', 'roles/owner'])"))
            .BrokenBy("another way to grant", plan =>
                Deployer(plan, "run.admin").Set("role", "roles/iam.securityAdmin")),

        new Policy("An account exists for something that acts and has no key", ["google_service_account"], Idle)
            .BrokenBy("an account for nothing", plan =>
                plan.Double("google_service_account.fetch").Set("account_id", "isotherm-spare"))
            .BrokenBy("a key", plan => Retype(plan, "google_service_account_key")),
    ];

    private static IEnumerable<string> Open(Plan plan) =>
        Grant.Of(plan)
            .Where(grant => grant.Member is "allUsers" or "allAuthenticatedUsers")
            .Select(grant => $"{grant.Address} lets {grant.Member} in.")
            .Concat(plan.Of("google_cloud_run_v2_service")
                .Where(service => service.IsTrue("invoker_iam_disabled"))
                .Select(service => $"{service.Address} does not ask who calls."));

    private static IEnumerable<string> Anonymous(Plan plan) =>
        from account in Acting.SelectMany(type => plan.Of(type)).SelectMany(AccountsOf)
            .Concat(Grant.Of(plan).Select(grant => (grant.Address, Email: (string?)grant.Member)))
        where string.IsNullOrEmpty(account.Email)
            || account.Email.EndsWith("-compute@developer.gserviceaccount.com", StringComparison.Ordinal)
            || account.Email.EndsWith("@appspot.gserviceaccount.com", StringComparison.Ordinal)
        select $"{account.Address} acts as '{account.Email}'.";

    private static IEnumerable<(string Address, string? Email)> AccountsOf(PlannedResource resource)
    {
        var path = resource.Type switch
        {
            "google_cloud_run_v2_service" => "template.0.service_account",
            "google_cloud_run_v2_job" => "template.0.template.0.service_account",
            "google_pubsub_subscription" when resource.IsSet("push_config") =>
                "push_config.0.oidc_token.0.service_account_email",
            "google_pubsub_subscription" => null,
            _ when resource.IsSet("http_target.0.oauth_token") => "http_target.0.oauth_token.0.service_account_email",
            _ => "http_target.0.oidc_token.0.service_account_email",
        };
        return path is null ? [] : [(resource.Address, resource.Text(path))];
    }

    private static IEnumerable<string> TooWide(Plan plan) =>
        from grant in Grant.Of(plan)
        where grant.Resource.Type == "google_project_iam_member" && grant.Identity != "deployer"
        where grant is not { Role: Metrics, Identity: "report" }
        where !OnProject.Contains(grant.Role) || grant.Condition is null
            || !grant.Condition.Contains($"/instances/{plan.Name}", StringComparison.Ordinal)
        select $"{grant.Address} grants {grant.Role} on everything in the project.";

    private static IEnumerable<string> Escalation(Plan plan)
    {
        var roles = string.Join(", ", OnProject.Select(role => $"'{role}'"));
        var only = $"api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([{roles}])";
        string[] granting = ["roles/iam.securityAdmin", "roles/iam.roleAdmin", "roles/resourcemanager.projectMover"];
        var grants = Grant.Of(plan).Where(grant => grant.Identity == "deployer").ToList();
        return grants.Where(grant => grant.Role == IamAdmin && grant.Condition != only)
            .Select(grant => $"{grant.Address} lets the deployer hand out more than {roles}: {grant.Condition}")
            .Concat(grants.Where(grant => granting.Contains(grant.Role))
                .Select(grant => $"{grant.Address} lets the deployer hand out rights."));
    }

    private static IEnumerable<string> Idle(Plan plan)
    {
        var known = Grant.Of(plan).Select(grant => grant.Member.Split('@')[0].Split(':')[^1]).ToHashSet();
        var unused = plan.IsWhole
            ? plan.Of("google_service_account").Where(account => !known.Contains(account.Text("account_id")!))
            : [];
        return unused.Select(account => $"{account.Address} may do nothing, so it is there for nothing.")
            .Concat(plan.Of("google_service_account_key").Select(key => $"{key.Address} is a key that can be stolen."));
    }

    private static PlannedResource Deployer(Plan plan, string role) =>
        plan.At($"google_project_iam_member.deployer[\"roles/{role}\"]");

    private static PlannedResource FetchReads(Plan plan) =>
        plan.At("google_storage_bucket_iam_member.raw[\"fetch_reads\"]");

    private static PlannedResource Login(Plan plan, string account) =>
        plan.At($"google_project_iam_member.database_login[\"{account}\"]");

    private static PlannedResource Invoker(Plan plan, string service) =>
        plan.At($"google_cloud_run_v2_service_iam_member.{service}");

    private static void Retype(Plan plan, string type) => FetchReads(plan).ChangeType(type);
}
