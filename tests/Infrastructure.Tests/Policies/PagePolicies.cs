using Isotherm.Infrastructure.Tests.Pages;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>The pages say what the plans do.</summary>
internal static class PagePolicies
{
    private const string Alert = "google_monitoring_alert_policy";

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("Each identity has exactly the rights of docs/security.md", Grant.Types, Rights)
            .BrokenBy("one more for fetch", plan => plan
                .Double("google_storage_bucket_iam_member.raw[\"fetch_reads\"]")
                .Set("role", "roles/storage.objectAdmin"))
            .BrokenBy("one of aggregate elsewhere", plan => plan
                .At("google_storage_bucket_iam_member.shapes[\"aggregate_reads\"]").Set("bucket", "my-project-other"))
            .BrokenBy("one less for the operator", plan =>
                plan.Remove("google_pubsub_topic_iam_member.runs[\"operator_announces\"]"))
            .BrokenBy("one less for the deployer", plan =>
                plan.Remove("google_project_iam_member.deployer[\"roles/run.admin\"]"))
            .BrokenBy("somebody unknown", plan => plan
                .Double("google_cloud_run_v2_service_iam_member.fetch").Set("member", "user:someone@example.com")),

        new Policy(
            "Every environment variable is one that is documented, and the required ones are set",
            Settings.Processes,
            Variables)
            .BrokenBy("one that nobody reads", plan => Rename(plan, "SLOT_MINUTES", "SLOT_LENGTH"))
            .BrokenBy("a required one is missing", plan =>
                Settings.Unset(plan.At("google_cloud_run_v2_service.fetch"), "SENSOR_API_URL"))
            .BrokenBy("a place of the jobs is missing", plan =>
                Settings.Unset(plan.At("google_cloud_run_v2_job.operator[\"reconcile\"]"), "SHAPES_BUCKET")),

        new Policy("Every alert has its section in docs/operations.md", [Alert], plan =>
            from alert in plan.Of(Alert)
            where !OperationsPage.Alerts.Contains(alert.Text("display_name")!)
            select $"{alert.Address}: docs/operations.md has no section '{alert.Text("display_name")}' under Alerts.")
            .BrokenBy("an alert without", plan =>
                plan.Of(Alert).First().Set("display_name", "Isotherm: something else")),

        new Policy("The budget has its section in docs/operations.md", ["google_billing_budget"], plan =>
            from budget in plan.Of("google_billing_budget")
            where !OperationsPage.Alerts.Contains(budget.Text("display_name")!)
            select $"{budget.Address}: docs/operations.md has no section '{budget.Text("display_name")}' under Alerts.")
            .BrokenBy("another name", plan =>
                plan.At("google_billing_budget.month[0]").Set("display_name", "Isotherm: money")),
    ];

    private static IEnumerable<string> Rights(Plan plan)
    {
        var granted = Grant.Of(plan).Select(grant => new Right(grant.Identity, grant.Role, grant.On)).ToHashSet();
        foreach (var right in granted.Except(RightsTable.Rows)) yield return $"{right} is granted and not documented.";
        if (!plan.IsWhole) yield break;
        foreach (var right in RightsTable.Rows.Except(granted).Where(right => IsMeant(plan, right)))
            yield return $"{right} is documented and not granted.";
    }

    /// <summary>Some rights are those of people, or for a key, that an installation may do without.</summary>
    private static bool IsMeant(Plan plan, Right right) => right switch
    {
        { On: "bucket export" or "job export" } when plan.Variable("bigquery") != "true" => false,
        { Identity: "IAP agent" } or { Role: "roles/iap.admin" } => IsBehindProxy(plan),
        { Identity: "report_invokers" } => plan.Elements("report_invokers").Count > 0
            && (right.Role == "roles/run.invoker") != IsBehindProxy(plan),
        _ => IsMeant(plan, right.Identity),
    };

    private static bool IsMeant(Plan plan, string identity) => identity switch
    {
        "bigquery readers" => plan.Elements("bigquery_readers").Count > 0,
        "operators" or "analysts" => plan.Elements(identity).Count > 0,
        "service agents" => plan.Variable("kms_key") is not null,
        _ => true,
    };

    private static bool IsBehindProxy(Plan plan) => plan.Variable("report_iap") == "true";

    private static IEnumerable<string> Variables(Plan plan)
    {
        foreach (var process in plan.Of(Settings.Processes))
        {
            var name = process.Text("name")![(plan.Name.Length + 1)..];
            var names = Settings.Of(process).Keys.ToList();
            foreach (var unknown in names.Except(VariablesPage.Known(name)))
                yield return $"{process.Address} sets {unknown}, which is not documented for it.";
            foreach (var missing in VariablesPage.Required(name).Except(names))
                yield return $"{process.Address} does not set {missing}.";
        }
    }

    private static void Rename(Plan plan, string name, string other)
    {
        var fetch = plan.At("google_cloud_run_v2_service.fetch");
        fetch.Set(Settings.Paths(fetch).Single(path => fetch.Is(path + ".name", name)) + ".name", other);
    }
}
