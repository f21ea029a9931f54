using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Isotherm.Infrastructure.Tests.Pages;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Metrics, alerts, dashboard and budget: they look at what there is, and somebody is told.</summary>
internal static partial class WatchPolicies
{
    private const string Metric = "google_logging_metric";
    private const string Alert = "google_monitoring_alert_policy";
    private const string Channel = "google_monitoring_notification_channel";
    private const string Dashboard = "google_monitoring_dashboard";
    private const string Budget = "google_billing_budget";
    private const string NoFreshHour = Alert + ".query[\"no_fresh_hour\"]";

    /// <summary>Alerts that the issue asks for, by what they look at.</summary>
    private static readonly string[] Watched =
    [
        "parts_recorded", "runs_committed", "num_undelivered_messages", "oldest_unacked_message_age",
        "run.googleapis.com/request_count", "database/network/connections", "database_disk_bytes_used",
        "job/completed_execution_count", "\"2010\"", "\"2012\" OR \"2013\"",
    ];

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("A metric counts events that the code logs, by fields that they have", [Metric, Alert], Unlogged)
            .BrokenBy("an event that nobody logs", plan => Counter(plan, "source-changed").Set(
                "filter", "resource.type=\"cloud_run_revision\" AND labels.event_id=\"2099\""))
            .BrokenBy("an alert of such an event", plan => plan.At(Alert + ".event[\"source_changed\"]").Set(
                "conditions.0.condition_matched_log.0.filter", "labels.event_id=\"1999\""))
            .BrokenBy("no event", plan => Counter(plan, "failures").Set("filter", "severity>=ERROR"))
            .BrokenBy("a field that no line has", plan => Counter(plan, "parts-recorded").Set(
                "label_extractors", new JsonObject { ["outcome"] = "EXTRACT(jsonPayload.result)" })),

        new Policy("Every alert that was asked for is there, and on", [Alert], plan =>
            from what in plan.IsWhole ? Watched : []
            where !plan.Of(Alert).Any(alert =>
                !alert.IsFalse("enabled") && Conditions(alert).Contains(what, StringComparison.Ordinal))
            select $"No alert looks at {what}.")
            .BrokenBy("none for a missing hour", plan => plan.Remove(NoFreshHour))
            .BrokenBy("one that is off", plan => plan.At(NoFreshHour).Set("enabled", false))
            .BrokenBy("none for the source", plan => plan.Remove(Alert + ".event[\"source_changed\"]")),

        new Policy("An alert tells somebody, and where its page is", [Alert, Channel], Silent)
            .BrokenBy("nobody", plan => plan.At(NoFreshHour).Set("notification_channels", new JsonArray()))
            .BrokenBy("no page", plan => plan.At(NoFreshHour).Set("documentation.0.content", "Something is wrong."))
            .BrokenBy("a channel of no kind", plan => plan.Of(Channel).First().Set("type", null)),

        new Policy("Alerts and charts look at metrics that there are", [Alert, Dashboard, Metric], Invented)
            .BrokenBy("a chart of nothing", plan => plan.At(Dashboard + ".main").Set(
                "dashboard_json", "{\"filter\":\"metric.type=\\\"logging.googleapis.com/user/isotherm/rows\\\"\"}"))
            .BrokenBy("a metric that is gone", plan => plan.Remove(Metric + ".counter[\"parts-recorded\"]")),

        new Policy("The budget tells at half, near and past its end, and before", [Budget], plan =>
            from budget in plan.Of(Budget)
            let rules = budget.Each("threshold_rules")
                .Select(rule => budget.Text(rule + ".spend_basis") + budget.Text(rule + ".threshold_percent")).Order()
            where !rules.SequenceEqual(["CURRENT_SPEND0.5", "CURRENT_SPEND0.9", "CURRENT_SPEND1", "FORECASTED_SPEND1"])
                || budget.Each("all_updates_rule.0.monitoring_notification_channels").Count == 0
            select $"{budget.Address} tells too late, or nobody.")
            .BrokenBy("nobody", plan => Money(plan).Set("all_updates_rule", new JsonArray()))
            .BrokenBy("only afterwards", plan => Money(plan).Set("threshold_rules.3.spend_basis", "CURRENT_SPEND")),
    ];

    private static IEnumerable<string> Unlogged(Plan plan)
    {
        foreach (var resource in plan.Of(Metric, Alert).Where(resource => resource.Type == Metric || IsEvent(resource)))
        {
            var filter = resource.Text("filter") ?? resource.Text("conditions.0.condition_matched_log.0.filter")!;
            var events = EventId().Matches(filter).Select(found => found.Groups[1].Value).ToList();
            if (events.Count == 0) yield return $"{resource.Address} looks at no event.";
            foreach (var id in events.Where(id => !LoggedEvents.Ids.Contains(id)))
                yield return $"{resource.Address} looks at event {id}, which is never logged.";
            foreach (var field in FieldsOf(resource).Where(field => !LoggedEvents.Fields.Contains(field)))
                yield return $"{resource.Address} reads {field}, which no line has.";
        }
    }

    private static IEnumerable<string> FieldsOf(PlannedResource resource) =>
        resource.Texts().SelectMany(text => Field().Matches(text)).Select(found => found.Groups[1].Value);

    private static bool IsEvent(PlannedResource alert) => alert.IsSet("conditions.0.condition_matched_log");

    private static IEnumerable<string> Silent(Plan plan)
    {
        foreach (var alert in plan.Of(Alert))
        {
            if (alert.Each("notification_channels").Count == 0) yield return $"{alert.Address} tells nobody.";
            var content = alert.Text("documentation.0.content") ?? "";
            if (!content.Contains("docs/operations.md", StringComparison.Ordinal)
                || !content.Contains(alert.Text("display_name")!, StringComparison.Ordinal))
                yield return $"{alert.Address} does not say where its page is.";
        }

        foreach (var channel in plan.Of(Channel)
            .Where(channel => !channel.IsSet("type") || !channel.IsSet("labels.email_address")))
            yield return $"{channel.Address} leads nowhere.";
    }

    private static IEnumerable<string> Invented(Plan plan)
    {
        var metrics = plan.Of(Metric).Select(metric => metric.Text("name")!).ToList();
        var known = metrics.Concat(metrics.Select(name => name.Replace('/', '_').Replace('-', '_'))).ToHashSet();
        return from resource in plan.Of(Alert, Dashboard)
               from text in resource.Texts()
               from name in UserMetric().Matches(text).Select(found => found.Groups[1].Value)
               where !known.Contains(name)
               select $"{resource.Address} looks at {name}, which is no metric.";
    }

    private static string Conditions(PlannedResource alert) => string.Join('\n', alert.Texts());

    private static PlannedResource Counter(Plan plan, string name) => plan.At($"{Metric}.counter[\"{name}\"]");

    private static PlannedResource Money(Plan plan) => plan.At(Budget + ".month[0]");

    [GeneratedRegex("\"([0-9]{4})\"")]
    private static partial Regex EventId();

    [GeneratedRegex(@"jsonPayload\.([a-z_]+)")]
    private static partial Regex Field();

    [GeneratedRegex(@"logging(?:\.googleapis\.com/user/|_googleapis_com:user_)([a-z_/-]+)")]
    private static partial Regex UserMetric();
}
