using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>One right of one identity on one thing, in the words of docs/security.md.</summary>
internal sealed class Grant
{
    /// <summary>Every way in which this repository grants.</summary>
    public static readonly string[] Types =
    [
        "google_project_iam_member", "google_service_account_iam_member", "google_storage_bucket_iam_member",
        "google_pubsub_topic_iam_member", "google_pubsub_subscription_iam_member",
        "google_secret_manager_secret_iam_member", "google_cloud_run_v2_service_iam_member",
        "google_cloud_run_v2_job_iam_member", "google_bigquery_dataset_iam_member",
        "google_iap_web_cloud_run_service_iam_member", KeyType,
    ];

    private const string KeyType = "google_kms_crypto_key_iam_member";

    private readonly Plan _plan;

    private Grant(Plan plan, PlannedResource resource)
    {
        _plan = plan;
        Resource = resource;
    }

    public PlannedResource Resource { get; }

    public string Address => Resource.Address;

    public string Role => Resource.Text("role") ?? "";

    public string Member => Resource.Text("member") ?? "";

    public string? Condition => Resource.Text("condition.0.expression");

    /// <summary>Who: an account by its own name, an agent of Google, or the people of a variable.</summary>
    public string Identity
    {
        get
        {
            var email = Member.Split(':', 2)[^1];
            var name = email.Split('@')[0];
            if (_plan.Elements("operators").Contains(Member)) return "operators";
            if (_plan.Elements("bigquery_readers").Contains(Member)) return "bigquery readers";
            if (_plan.Elements("analysts").Contains(email)) return "analysts";
            if (_plan.Elements("report_invokers").Contains(Member)) return "report_invokers";
            if (email.Contains("@gcp-sa-iap.", StringComparison.Ordinal)) return "IAP agent";
            if (email.Contains("@gcp-sa-pubsub.", StringComparison.Ordinal) && Resource.Type != KeyType)
                return "Pub/Sub agent";
            return Resource.Type == KeyType ? "service agents" : Own(name);
        }
    }

    /// <summary>On what: a kind and a name, like <c>bucket raw</c>.</summary>
    public string On => Resource.Type switch
    {
        "google_project_iam_member" => Condition is null
            ? "project"
            : $"project ({Own(Resource.Text("condition.0.title")!)})",
        "google_service_account_iam_member" =>
            "account " + Own(Resource.Text("service_account_id")!.Split('/')[^1].Split('@')[0]),
        "google_storage_bucket_iam_member" =>
            "bucket " + Own(Resource.Text("bucket")!.Replace(_plan.Project + "-", "", StringComparison.Ordinal)),
        "google_pubsub_topic_iam_member" => "topic " + Own(Resource.Text("topic")!),
        "google_pubsub_subscription_iam_member" => "subscription " + Own(Resource.Text("subscription")!),
        "google_secret_manager_secret_iam_member" => "secret " + Own(Resource.Text("secret_id")!),
        "google_cloud_run_v2_service_iam_member" => "service " + Own(Resource.Text("name")!),
        "google_cloud_run_v2_job_iam_member" => "job " + Own(Resource.Text("name")!),
        "google_iap_web_cloud_run_service_iam_member" => "service " + Own(Resource.Text("cloud_run_service_name")!),
        "google_bigquery_dataset_iam_member" => "dataset " + Resource.Text("dataset_id"),
        KeyType => "key",
        _ => Resource.Type,
    };

    public static IEnumerable<Grant> Of(Plan plan) => plan.Of(Types).Select(resource => new Grant(plan, resource));

    /// <summary>Without what all names begin with.</summary>
    private string Own(string name) =>
        name.StartsWith(_plan.Name + "-", StringComparison.Ordinal) ? name[(_plan.Name.Length + 1)..] : name;
}
