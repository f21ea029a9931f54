using System.Text.RegularExpressions;
using Isotherm.Testing;
using YamlDotNet.RepresentationModel;

namespace Isotherm.Delivery.Tests.Builds;

/// <summary>cloudbuild.yaml, as it is.</summary>
public sealed partial class BuildFileTests
{
    private const string Gate = "delivery/when-delivering.sh";

    private static readonly string[] BeforeThePlan = ["check", "tools", "images", "sbom", "pin"];
    private static readonly string[] AfterThePlan = ["apply", "migrate", "smoke", "shift", "first-run"];

    [Fact]
    public void Cloud_Build_would_take_it() =>
        Assert.Empty(BuildFaults.Of(BuildFile.Document, BuildFile.TextOfScripts));

    [Fact]
    public void The_steps_are_in_the_order_that_is_promised() =>
        Assert.Equal([.. BeforeThePlan, "plan", .. AfterThePlan], BuildFile.Document.Steps.Select(Id));

    [Fact]
    public void No_step_runs_beside_another() =>
        Assert.All(BuildFile.Document.Steps, step => Assert.Null(BuildDocument.NodeOf(step, "waitFor")));

    [Fact]
    public void Every_step_is_a_script_of_the_repository()
    {
        foreach (var step in BuildFile.Document.Steps)
        {
            Assert.Equal("bash", BuildDocument.TextOf(step, "entrypoint"));
            Assert.All(
                BuildDocument.TextsOf(step, "args"),
                script => Assert.True(File.Exists(Checkout.PathOf(script)), script + " is not there"));
        }
    }

    [Fact]
    public void Every_script_is_a_step_or_one_for_people() => Assert.Equal(
        ["delivery/bootstrap.sh", "delivery/lib.sh", "delivery/rollback.sh"],
        BuildFile.Scripts.Except(BuildFile.Document.Steps.SelectMany(step => BuildDocument.TextsOf(step, "args"))));

    [Fact]
    public void Whatever_changes_what_runs_goes_through_the_gate()
    {
        var gated = BuildFile.Document.Steps.Where(step => BuildDocument.TextsOf(step, "args")[0] == Gate).Select(Id);

        Assert.Equal(["pin", .. AfterThePlan], gated);
        Assert.Equal("no", BuildFile.Document.Substitutions["_DELIVER"]);
        Assert.Equal("no", BuildFile.Document.Substitutions["_ALLOW_DATA_LOSS"]);
    }

    [Fact]
    public void The_check_is_what_everybody_runs() =>
        Assert.Equal([".ci/run"], BuildDocument.TextsOf(BuildFile.Document.Steps[0], "args"));

    [Fact]
    public void The_four_images_get_provenance_or_the_build_fails()
    {
        Assert.Equal(
            ["aggregate", "cli", "fetch", "report"],
            BuildDocument.TextsOf(BuildFile.Document.Root, "images")
                .Select(image => image.Split('/')[^1].Split(':')[0]).Order());
        Assert.Equal("VERIFIED", BuildDocument.TextOf(Options, "requestedVerifyOption"));
    }

    [Fact]
    public void It_runs_as_the_deployer_and_no_secret_is_in_it()
    {
        Assert.Equal(
            "projects/$PROJECT_ID/serviceAccounts/${_NAME}-deployer@$PROJECT_ID.iam.gserviceaccount.com",
            BuildDocument.TextOf(BuildFile.Document.Root, "serviceAccount"));
        Assert.Null(BuildDocument.NodeOf(BuildFile.Document.Root, "availableSecrets"));
        Assert.DoesNotMatch(Secret(), File.ReadAllText(Checkout.PathOf("cloudbuild.yaml")));
    }

    [Fact]
    public void A_step_has_a_time_limit_and_an_image_of_a_version()
    {
        foreach (var step in BuildFile.Document.Steps)
        {
            Assert.NotNull(BuildDocument.TextOf(step, "timeout"));
            var image = BuildDocument.TextOf(step, "name")!;
            Assert.DoesNotContain(":latest", image, StringComparison.Ordinal);
            // The builders of Cloud Build itself are on its machines already, in the version that belongs to them.
            if (!image.StartsWith("gcr.io/cloud-builders/", StringComparison.Ordinal)) Assert.Contains(':', image);
        }

        var tools = File.ReadAllLines(Checkout.PathOf("delivery/tools.dockerfile"));
        Assert.All(tools.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            line => Assert.Matches(@"^FROM \S+:[0-9]+\.[0-9]+\.[0-9]+", line));
    }

    [Fact]
    public void What_one_step_leaves_for_the_next_is_in_no_commit_and_in_no_image()
    {
        Assert.Contains("/.delivery/", File.ReadAllLines(Checkout.PathOf(".gitignore")));
        Assert.Contains(".delivery", File.ReadAllLines(Checkout.PathOf(".dockerignore")));
    }

    private static YamlNode Options => BuildDocument.NodeOf(BuildFile.Document.Root, "options")!;

    private static string Id(YamlNode step) => BuildDocument.TextOf(step, "id")!;

    [GeneratedRegex("(?i)password|api[_-]?key|token|BEGIN ")]
    private static partial Regex Secret();
}
