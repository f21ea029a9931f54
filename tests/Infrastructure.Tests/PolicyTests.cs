using Isotherm.Infrastructure.Tests.Pages;
using Isotherm.Infrastructure.Tests.Plans;
using Isotherm.Infrastructure.Tests.Policies;

namespace Isotherm.Infrastructure.Tests;

/// <summary>Every rule holds in every plan; and every rule can be broken, so that it is known to look.</summary>
public sealed class PolicyTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Rules =>
        from fixture in Fixture.All
        from policy in AllPolicies.List
        select new TheoryDataRow<string, string>(fixture.Name, policy.Name);

    public static IEnumerable<TheoryDataRow<string, string>> Breaks =>
        from policy in AllPolicies.List
        from change in policy.Breaks
        select new TheoryDataRow<string, string>(policy.Name, change.Name);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rule_holds_in_a_plan(string fixture, string rule)
    {
        var plan = await Terraform.PlanAsync(Fixture.Of(fixture));

        var faults = AllPolicies.Of(rule).Faults(plan).ToArray();

        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_plan_that_breaks_a_rule_is_reported(string rule, string change)
    {
        var plan = (await Terraform.PlanAsync(Fixture.Everything)).Copy();
        var policy = AllPolicies.Of(rule);
        policy.Breaks.Single(found => found.Name == change).Break(plan);

        Assert.NotEmpty(policy.Faults(plan));
    }

    [Fact]
    public void Every_rule_is_shown_to_look() =>
        Assert.All(AllPolicies.List, policy => Assert.True(policy.Breaks.Count > 0, policy.Name));

    [Fact]
    public async Task Every_type_of_resource_has_a_rule_or_a_reason_to_have_none()
    {
        var plan = await Terraform.PlanAsync(Fixture.Everything);
        var types = plan.Resources.Select(resource => resource.Type).ToHashSet();
        var ruled = AllPolicies.List.SelectMany(policy => policy.Types).ToHashSet();

        Assert.Empty(types.Except(ruled).Except(AllPolicies.WithoutRule.Keys));
        Assert.Empty(AllPolicies.WithoutRule.Keys.Intersect(ruled));
        Assert.Empty(AllPolicies.WithoutRule.Keys.Except(types));
    }

    [Fact]
    public async Task No_section_of_an_alert_is_left_over()
    {
        var plan = await Terraform.PlanAsync(Fixture.Everything);
        var names = plan.Of("google_monitoring_alert_policy", "google_billing_budget")
            .Select(alert => alert.Text("display_name")!);

        Assert.Equal(names.Order(), OperationsPage.Alerts.Order());
    }

    [Fact]
    public async Task The_first_step_makes_what_a_build_needs_and_nothing_that_runs()
    {
        var plan = await Terraform.PlanAsync(Fixture.Of("first step"));

        Assert.Empty(plan.Of(Settings.Processes));
        Assert.Empty(plan.Of("google_sql_database_instance", "google_storage_bucket", "google_cloud_scheduler_job"));
        Assert.Equal("isotherm", plan.At("google_artifact_registry_repository.images").Text("repository_id"));
        Assert.Equal(
            "isotherm-sensor-api-key", plan.At("google_secret_manager_secret.sensor_api_key").Text("secret_id"));
        Assert.Contains(plan.Of("google_project_iam_member"), right => right.Is("role", "roles/run.admin"));
    }
}
