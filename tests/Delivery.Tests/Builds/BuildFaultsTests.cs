namespace Isotherm.Delivery.Tests.Builds;

/// <summary>The check of builds can fail: each change makes a good build into one that is reported.</summary>
public sealed class BuildFaultsTests
{
    private const string Scripts = "echo ${_MAPPED:-}";

    private const string Good = """
        steps:
          - id: build
            name: gcr.io/cloud-builders/docker
            entrypoint: bash
            args: [-c, 'echo $$HOME ${_REGION} $BUILD_ID']
            env: [KEY=value]
            secretEnv: [PASSWORD]
            volumes: [{ name: shared, path: /shared }]
            timeout: 60s
          - id: push
            name: gcr.io/cloud-builders/docker
            waitFor: [build]
            script: docker push image
            volumes: [{ name: shared, path: /shared }]
            timeout: 60.5s
            allowExitCodes: [3]
        availableSecrets:
          secretManager:
            - versionName: projects/$PROJECT_ID/secrets/password/versions/1
              env: PASSWORD
        substitutions:
          _REGION: europe-west9
          _MAPPED: 'yes'
        options:
          machineType: E2_HIGHCPU_8
          logging: CLOUD_LOGGING_ONLY
          automapSubstitutions: true
          sourceProvenanceHash: [SHA256]
        serviceAccount: projects/$PROJECT_ID/serviceAccounts/deployer
        timeout: 600s

        """;

    [Fact]
    public void A_good_build_has_no_fault() => Assert.Empty(BuildFaults.Of(BuildDocument.Parse(Good), Scripts));

    [Theory]
    [InlineData("env: [KEY=value]", "envs: [KEY=value]", "steps[0].envs is no documented field")]
    [InlineData("machineType:", "machine:", "options.machine is no documented field")]
    [InlineData("versionName:", "version:", "availableSecrets.secretManager[0].version is no documented field")]
    [InlineData("timeout: 600s", "timeout: 10m", "timeout is 10m")]
    [InlineData("timeout: 600s", "timeout: 600", "timeout is 600")]
    [InlineData("timeout: 60.5s", "timeout: 601s", "the step push may take longer than the whole build")]
    [InlineData("timeout: 600s", "timeout: 90000s", "at most 24 h")]
    [InlineData("waitFor: [build]", "waitFor: [test]", "waits for test")]
    [InlineData("waitFor: [build]", "waitFor: build", "steps[1].waitFor must be a list")]
    [InlineData("id: push", "id: build", "has the id build, as another one")]
    [InlineData("E2_HIGHCPU_8", "E2_HIGHCPU_9", "options.machineType is E2_HIGHCPU_9")]
    [InlineData("[SHA256]", "[SHA1]", "options.sourceProvenanceHash[0] is SHA1")]
    [InlineData("allowExitCodes: [3]", "allowExitCodes: [three]", "must be a whole number")]
    [InlineData("automapSubstitutions: true", "automapSubstitutions: 'true'", "must be true or false")]
    [InlineData("${_REGION}", "${_ZONE}", "_ZONE is neither declared nor built in")]
    [InlineData("${_REGION}", "europe-west9", "_REGION is declared and used nowhere")]
    [InlineData("_MAPPED:", "_OTHER:", "_OTHER is declared and used nowhere")]
    [InlineData("automapSubstitutions: true", "dynamicSubstitutions: true", "_MAPPED is declared and used nowhere")]
    [InlineData("_MAPPED: 'yes'", "_MAPPED: yes", "substitutions._MAPPED is yes, and must be text")]
    [InlineData("_MAPPED:", "MAPPED:", "MAPPED must begin with _")]
    [InlineData("$BUILD_ID", "$BUILD", "BUILD is neither declared nor built in")]
    [InlineData("$$HOME", "$home", "must be $$")]
    [InlineData("$$HOME", "$(pwd)", "must be $$")]
    [InlineData("      env: PASSWORD", "      env: TOKEN", "secretEnv names PASSWORD")]
    [InlineData("secretEnv: [PASSWORD]", "secretEnv: []", "the secret PASSWORD is given and used nowhere")]
    [InlineData("secretEnv: [PASSWORD]", "secretEnv: PASSWORD", "steps[0].secretEnv must be a list")]
    [InlineData("KEY=value", "KEY", "which is not NAME=VALUE")]
    [InlineData("script: docker push image", "{ script: x, args: [x] }", null)]
    [InlineData("script: docker push image", "script: x\n    args: [x]", "has a script and args")]
    [InlineData("logging: CLOUD_LOGGING_ONLY", "logging: LEGACY", "with a serviceAccount")]
    [InlineData("- id: push\n    name: gcr.io/cloud-builders/docker", "- id: push", "the step push has no name")]
    public void A_fault_is_reported(string good, string bad, string? report)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var yaml = Good.Replace(good, bad, StringComparison.Ordinal);

        if (report is null)
        {
            Assert.ThrowsAny<YamlDotNet.Core.YamlException>(() => BuildDocument.Parse(yaml));
            return;
        }

        var faults = BuildFaults.Of(BuildDocument.Parse(yaml), Scripts);
        Assert.Contains(faults, fault => fault.Contains(report, StringComparison.Ordinal));
    }

    [Fact]
    public void A_volume_of_one_step_is_reported()
    {
        var at = Good.LastIndexOf("    volumes:", StringComparison.Ordinal);
        var yaml = Good.Remove(at, Good.IndexOf('\n', at) - at + 1);

        var faults = BuildFaults.Of(BuildDocument.Parse(yaml), Scripts);

        Assert.Equal(["the volume shared is in one step only"], faults);
    }

    [Fact]
    public void A_build_without_steps_is_reported() =>
        Assert.Contains("there must be 1 to 300 steps", BuildFaults.Of(BuildDocument.Parse("timeout: 600s"), ""));

    [Theory]
    [InlineData("- a list")]
    [InlineData("one: 1\n---\ntwo: 2\n")]
    public void What_is_no_map_is_refused(string yaml) =>
        Assert.Throws<FormatException>(() => BuildDocument.Parse(yaml));
}
