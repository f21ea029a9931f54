namespace Isotherm.Infrastructure.Tests.Plans;

/// <summary>An installation that is planned.</summary>
/// <param name="Name">How tests call it.</param>
/// <param name="Arguments">Of <c>terraform plan</c>.</param>
internal sealed record Fixture(string Name, params string[] Arguments)
{
    public const string Key = "projects/keys/locations/europe-west9/keyRings/isotherm/cryptoKeys/data";

    /// <summary>So that nothing is asked of Google.</summary>
    private const string Number = "-var=project_number=123456789012";

    /// <summary>
    /// The most that can be made: production with a key of its own, BigQuery, and the report behind the proxy.
    /// </summary>
    public static Fixture Everything { get; } = new(
        "key of its own",
        "-var-file=environments/prod.tfvars.example",
        Number,
        "-var=kms_key=" + Key,
        "-var=report_iap=true",
        "-var=bigquery=true",
        "-var=bigquery_readers=[\"group:analysts@example.com\"]");

    public static IReadOnlyList<Fixture> All { get; } =
    [
        new("dev", "-var-file=environments/dev.tfvars.example", Number),
        new("prod", "-var-file=environments/prod.tfvars.example", Number),
        Everything,
        new(
            "first step",
            "-var=project_id=my-project",
            Number,
            "-target=google_project_service.apis",
            "-target=google_service_account.deployer",
            "-target=google_project_iam_member.deployer",
            "-target=google_artifact_registry_repository.images",
            "-target=google_secret_manager_secret.sensor_api_key"),
    ];

    public static Fixture Of(string name) => All.Single(fixture => fixture.Name == name);
}
