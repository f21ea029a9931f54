namespace Isotherm.Delivery.Tests.Builds;

/// <summary>
/// The fields of a build configuration, as the page "Build configuration file schema" of Cloud Build documents them
/// (those that a caller sets; what the service answers is not among them).
/// </summary>
internal static class BuildSchema
{
    private static readonly BuildField Text = new(FieldForm.Text);
    private static readonly BuildField Texts = new(FieldForm.Texts);
    private static readonly BuildField Flag = new(FieldForm.Flag);
    private static readonly BuildField Duration = new(FieldForm.Duration);

    private static readonly BuildField Volumes = Objects(("name", Text), ("path", Text));

    private static readonly BuildField Step = Objects(
        ("name", Text),
        ("args", Texts),
        ("env", Texts),
        ("allowFailure", Flag),
        ("allowExitCodes", new BuildField(FieldForm.Numbers)),
        ("dir", Text),
        ("id", Text),
        ("waitFor", Texts),
        ("entrypoint", Text),
        ("secretEnv", Texts),
        ("volumes", Volumes),
        ("timeout", Duration),
        ("script", Text),
        ("automapSubstitutions", Flag));

    private static readonly BuildField Options = Object(
        ("env", Texts),
        ("secretEnv", Texts),
        ("volumes", Volumes),
        ("sourceProvenanceHash", Choices("SHA256", "SHA512", "MD5", "GO_MODULE_H1", "NONE")),
        ("machineType", Choice("UNSPECIFIED", "E2_MEDIUM", "E2_HIGHCPU_8", "E2_HIGHCPU_32", "N1_HIGHCPU_8",
            "N1_HIGHCPU_32")),
        ("diskSizeGb", new BuildField(FieldForm.Number)),
        ("substitutionOption", Choice("MUST_MATCH", "ALLOW_LOOSE")),
        ("dynamicSubstitutions", Flag),
        ("automapSubstitutions", Flag),
        ("logStreamingOption", Choice("STREAM_DEFAULT", "STREAM_ON", "STREAM_OFF")),
        ("logging", Choice("LEGACY", "GCS_ONLY", "CLOUD_LOGGING_ONLY", "NONE")),
        ("defaultLogsBucketBehavior", Choice("REGIONAL_USER_OWNED_BUCKET", "LEGACY_BUCKET")),
        ("pool", Object(("name", Text))),
        ("pubsubTopic", Text),
        ("requestedVerifyOption", Choice("NOT_VERIFIED", "VERIFIED")));

    private static readonly BuildField AvailableSecrets = Object(
        ("secretManager", Objects(("versionName", Text), ("env", Text))),
        ("inline", Objects(("kmsKeyName", Text), ("envMap", new BuildField(FieldForm.Map)))));

    private static readonly BuildField Artifacts = Object(
        ("images", Texts),
        ("objects", Object(("location", Text), ("paths", Texts))),
        ("mavenArtifacts", Objects(("repository", Text), ("path", Text), ("artifactId", Text), ("groupId", Text),
            ("version", Text))),
        ("pythonPackages", Objects(("repository", Text), ("paths", Texts))),
        ("npmPackages", Objects(("repository", Text), ("packagePath", Text))),
        ("goModules", Objects(("repositoryName", Text), ("repositoryLocation", Text), ("repositoryProject", Text),
            ("sourcePath", Text), ("modulePath", Text), ("moduleVersion", Text))));

    public static BuildField Build { get; } = Object(
        ("steps", Step),
        ("timeout", Duration),
        ("queueTtl", Duration),
        ("logsBucket", Text),
        ("options", Options),
        ("substitutions", new BuildField(FieldForm.Map)),
        ("tags", Texts),
        ("serviceAccount", Text),
        ("secrets", Objects(("kmsKeyName", Text), ("secretEnv", new BuildField(FieldForm.Map)))),
        ("availableSecrets", AvailableSecrets),
        ("artifacts", Artifacts),
        ("images", Texts));

    /// <summary>
    /// The substitutions that there are without being declared: for every build, for builds of a trigger, for pull
    /// requests.
    /// </summary>
    public static IReadOnlySet<string> BuiltIn { get; } = new HashSet<string>
    {
        "PROJECT_ID", "BUILD_ID", "PROJECT_NUMBER", "LOCATION", "TRIGGER_NAME", "COMMIT_SHA", "REVISION_ID",
        "SHORT_SHA", "REPO_NAME", "REPO_FULL_NAME", "BRANCH_NAME", "TAG_NAME", "REF_NAME", "TRIGGER_BUILD_CONFIG_PATH",
        "SERVICE_ACCOUNT_EMAIL", "SERVICE_ACCOUNT", "_HEAD_BRANCH", "_BASE_BRANCH", "_HEAD_REPO_URL", "_PR_NUMBER",
    };

    private static BuildField Object(params (string Name, BuildField Field)[] fields) =>
        new(FieldForm.Object, Fields: fields.ToDictionary(field => field.Name, field => field.Field));

    private static BuildField Objects(params (string Name, BuildField Field)[] fields) =>
        Object(fields) with { Form = FieldForm.Objects };

    private static BuildField Choice(params string[] values) => new(FieldForm.Choice, values);

    private static BuildField Choices(params string[] values) => new(FieldForm.Choices, values);
}
