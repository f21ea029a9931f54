using System.Globalization;
using System.Text.Json.Nodes;
using Isotherm.Hosting;
using Isotherm.Infrastructure.Tests.Plans;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Topics, subscriptions and schedules: no message is lost, and who calls proves who he is.</summary>
internal static class MessagePolicies
{
    private const string Subscription = "google_pubsub_subscription";
    private const string Schedule = "google_cloud_scheduler_job";
    private const string Service = "google_cloud_run_v2_service";
    private const int Week = 7 * 24 * 3600;
    private const int EnoughAttempts = 100;
    private const string Aggregate = "google_pubsub_subscription.aggregate";

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("A message that is given up lies where somebody reads it", DeadLetterTypes, GivenUp)
            .BrokenBy("no dead letters", plan => plan.At(Aggregate).Set("dead_letter_policy", new JsonArray()))
            .BrokenBy("a topic that nobody reads", plan => plan.Remove("google_pubsub_subscription.dead_letters"))
            .BrokenBy("Pub/Sub may not put it there", plan =>
                plan.Remove("google_pubsub_topic_iam_member.dead_letters[\"pubsub_gives_up\"]"))
            .BrokenBy("Pub/Sub may not take it away", plan =>
                plan.Remove("google_pubsub_subscription_iam_member.aggregate"))
            .BrokenBy("nobody may read it", plan => plan.Remove("google_pubsub_subscription_iam_member.dead_letters"))
            .BrokenBy("given up within minutes", plan =>
                plan.At(Aggregate).Set("dead_letter_policy.0.max_delivery_attempts", 5)),

        new Policy("A subscription waits out a week and never ends by itself", [Subscription], plan =>
            from subscription in plan.Of(Subscription)
            where !(subscription.Seconds("message_retention_duration") >= Week)
                || !subscription.Is("expiration_policy.0.ttl", "")
            select $"{subscription.Address} forgets.")
            .BrokenBy("a day", plan => plan.At(Aggregate).Set("message_retention_duration", "86400s"))
            .BrokenBy("the usual end after 31 idle days", plan =>
                plan.At("google_pubsub_subscription.dead_letters").Set("expiration_policy", new JsonArray())),

        new Policy("What fails is tried again ever later", [Subscription, Schedule], Hasty)
            .BrokenBy("at once", plan => plan.At(Aggregate).Set("retry_policy", new JsonArray()))
            .BrokenBy("a schedule once only", plan =>
                plan.At("google_cloud_scheduler_job.fetch").Set("retry_config.0.retry_count", 0)),

        new Policy(
            "Who calls a service proves it, for that service, and may", [Subscription, Schedule, Service], Unproved)
            .BrokenBy("a push for another audience", plan =>
                plan.At(Aggregate).Set("push_config.0.oidc_token.0.audience", "https://isotherm-fetch.my-project/"))
            .BrokenBy("a schedule for another audience", plan => plan.At("google_cloud_scheduler_job.fetch")
                .Set("http_target.0.oidc_token.0.audience", "https://elsewhere/"))
            .BrokenBy("a push by an account that may not", plan => plan.At(Aggregate).Set(
                "push_config.0.oidc_token.0.service_account_email",
                "isotherm-fetch@my-project.iam.gserviceaccount.com"))
            .BrokenBy("an account that may call more", plan =>
            {
                var right = plan.Double("google_cloud_run_v2_service_iam_member.fetch");
                right.Set("member", "serviceAccount:isotherm-push@my-project.iam.gserviceaccount.com");
            }),

        new Policy("The report is opened by those only who were named", [Service + "_iam_member"], Uninvited)
            .BrokenBy("somebody else", plan =>
                plan.At("google_cloud_run_v2_service_iam_member.report[\"proxy\"]").Set("member", "user:x@example.com"))
            .BrokenBy("a function", plan => plan
                .At("google_cloud_run_v2_service_iam_member.report[\"operator\"]")
                .Set("member", "serviceAccount:isotherm-fetch@my-project.iam.gserviceaccount.com")),

        new Policy("Each deadline lies inside the next", [Subscription, Schedule, Service], Deadlines)
            .BrokenBy("work of aggregate as long as its request", plan =>
                Settings.Set(plan.At("google_cloud_run_v2_service.aggregate"), "WORK_TIMEOUT_SECONDS", "270"))
            .BrokenBy("an ack deadline within the request", plan => plan.At(Aggregate).Set("ack_deadline_seconds", 270))
            .BrokenBy("a request that is not told", plan =>
                Settings.Set(plan.At("google_cloud_run_v2_service.aggregate"), "REQUEST_TIMEOUT_SECONDS", "300"))
            .BrokenBy("a call of the API that is too long", plan =>
                Settings.Set(plan.At("google_cloud_run_v2_service.fetch"), "SENSOR_API_DEADLINE_SECONDS", "121"))
            .BrokenBy("work of report as long as its request", plan =>
                Settings.Set(plan.At("google_cloud_run_v2_service.report"), "WORK_TIMEOUT_SECONDS", "90"))
            .BrokenBy("an attempt within the request", plan =>
                plan.At("google_cloud_scheduler_job.fetch").Set("attempt_deadline", "375s")),

        new Policy("Messages stay in the region", ["google_pubsub_topic"], plan =>
            from topic in plan.Of("google_pubsub_topic")
            where topic.Each("message_storage_policy.0.allowed_persistence_regions").Count != 1
                || !topic.Is("message_storage_policy.0.allowed_persistence_regions.0", plan.Region)
            select $"{topic.Address} may keep messages elsewhere.")
            .BrokenBy("anywhere", plan =>
                plan.At("google_pubsub_topic.runs").Set("message_storage_policy", new JsonArray()))
            .BrokenBy("elsewhere", plan => plan.At("google_pubsub_topic.runs")
                .Set("message_storage_policy.0.allowed_persistence_regions.0", "us-east1")),

        new Policy("Hours are those of UTC", [Schedule], plan =>
            from schedule in plan.Of(Schedule)
            where !schedule.Is("time_zone", "Etc/UTC")
            select $"{schedule.Address} runs by {schedule.Text("time_zone")}, where an hour is missing once a year.")
            .BrokenBy("Paris", plan => plan.At("google_cloud_scheduler_job.fetch").Set("time_zone", "Europe/Paris")),
    ];

    private static string[] DeadLetterTypes =>
    [
        Subscription, "google_pubsub_topic", "google_pubsub_topic_iam_member", "google_pubsub_subscription_iam_member",
    ];

    private static IEnumerable<string> GivenUp(Plan plan)
    {
        var grants = Grant.Of(plan).ToList();
        foreach (var source in plan.Of(Subscription).Where(subscription => subscription.IsSet("push_config")))
        {
            var letters = source.Text("dead_letter_policy.0.dead_letter_topic");
            if (!(source.Number("dead_letter_policy.0.max_delivery_attempts") >= EnoughAttempts))
                yield return $"{source.Address} gives up after fewer than {EnoughAttempts} attempts, or never.";
            if (plan.Of(Subscription).SingleOrDefault(reader => letters is not null && reader.Is("topic", letters))
                is not { } box)
            {
                yield return $"{source.Address} gives messages up to a topic that nobody subscribes to.";
                continue;
            }

            if (!grants.Any(grant => grant.Identity == "Pub/Sub agent" && grant.Role == "roles/pubsub.publisher"
                && letters!.EndsWith("/" + grant.Resource.Text("topic"), StringComparison.Ordinal)))
                yield return $"Pub/Sub may not publish to {letters}.";
            if (!Reads(source, "Pub/Sub agent")) yield return $"Pub/Sub may not take messages off {source.Address}.";
            if (!Reads(box, "operator")) yield return $"The operator may not read {box.Address}.";
        }

        bool Reads(PlannedResource subscription, string identity) => grants.Any(grant =>
            grant.Identity == identity && grant.Role == "roles/pubsub.subscriber"
            && grant.Resource.Text("subscription") == subscription.Text("name"));
    }

    private static IEnumerable<string> Hasty(Plan plan) =>
        plan.Of(Subscription)
            .Where(subscription => subscription.IsSet("push_config")
                && !(subscription.Seconds("retry_policy.0.maximum_backoff")
                    > subscription.Seconds("retry_policy.0.minimum_backoff")))
            .Concat(plan.Of(Schedule).Where(schedule => !(schedule.Number("retry_config.0.retry_count") > 0)))
            .Select(resource => $"{resource.Address} does not try again, or not ever later.");

    private static IEnumerable<string> Unproved(Plan plan)
    {
        var calls = plan.Of(Subscription, Schedule)
            .Select(caller => (
                caller, token: (caller.Type == Schedule ? "http_target" : "push_config") + ".0.oidc_token.0"))
            .Where(call => call.caller.IsSet(call.token + ".audience"))
            .Select(call => (
                call.caller.Address,
                Member: "serviceAccount:" + call.caller.Text(call.token + ".service_account_email"),
                Audience: call.caller.Text(call.token + ".audience")))
            .ToList();
        foreach (var service in plan.Of(Service).Where(service => !service.Is("name", plan.Name + "-report")))
        {
            var callers = calls.Where(call => service.Is("custom_audiences.0", call.Audience!)).ToList();
            var may = Grant.Of(plan).Where(grant => grant.Resource.Type == Service + "_iam_member"
                && grant.Resource.Is("name", service.Text("name")!)
                && (grant.Identity != "operators" || service.Address == "google_cloud_run_v2_service.aggregate"))
                .Select(grant => grant.Member).ToList();
            if (callers.Count != 1 || may.Count != 1 || callers[0].Member != may[0])
            {
                yield return $"{service.Address} is called by {string.Join(", ", callers)} and may be called by "
                    + $"{string.Join(", ", may)}; each must be the same one, but for an hour that is fetched by hand.";
            }
        }
    }

    /// <summary>Nothing calls the report by itself: people do, those who were named, or the proxy for them.</summary>
    private static IEnumerable<string> Uninvited(Plan plan)
    {
        string[] may = ["operator", plan.Variable("report_iap") == "true" ? "IAP agent" : "report_invokers"];
        return from grant in Grant.Of(plan)
               where grant.On == "service report" && grant.Role == "roles/run.invoker"
               where !may.Contains(grant.Identity)
               select $"{grant.Address} lets {grant.Member} in, whom nobody named.";
    }

    private static bool IsCut(PlannedResource report)
    {
        var (settings, timeout) = (Settings.Of(report), report.Seconds("template.0.timeout"));
        var work = int.Parse(settings["WORK_TIMEOUT_SECONDS"], CultureInfo.InvariantCulture);
        return settings["REQUEST_TIMEOUT_SECONDS"] != timeout?.ToString(CultureInfo.InvariantCulture)
            || timeout < DeadlineChain.Around(TimeSpan.FromSeconds(work)).Request.TotalSeconds;
    }

    private static IEnumerable<string> Deadlines(Plan plan)
    {
        if (!plan.IsWhole) yield break;
        var report = plan.At("google_cloud_run_v2_service.report");
        if (IsCut(report)) yield return $"{report.Address} is cut before its work ends, or is told another timeout.";
        var fetch = plan.At("google_cloud_run_v2_service.fetch");
        var aggregate = plan.At("google_cloud_run_v2_service.aggregate");
        var call = int.Parse(Settings.Of(fetch)["SENSOR_API_DEADLINE_SECONDS"], CultureInfo.InvariantCulture);
        var part = int.Parse(Settings.Of(aggregate)["WORK_TIMEOUT_SECONDS"], CultureInfo.InvariantCulture);
        var chains = new[]
        {
            (Service: fetch, Work: TimeSpan.FromSeconds(call) + Isotherm.Fetch.FetchOptions.Keeping,
                Caller: plan.At("google_cloud_scheduler_job.fetch").Seconds("attempt_deadline")),
            (Service: aggregate, Work: TimeSpan.FromSeconds(part),
                Caller: plan.At(Aggregate).Seconds("ack_deadline_seconds")),
        };
        foreach (var (service, work, caller) in chains)
        {
            var least = DeadlineChain.Around(work);
            var request = service.Seconds("template.0.timeout");
            if (Settings.Of(service)["REQUEST_TIMEOUT_SECONDS"] != request?.ToString(CultureInfo.InvariantCulture))
                yield return $"{service.Address} is told another request timeout than it has.";
            var step = (least.Caller - least.Request).TotalSeconds;
            if (!(request >= least.Request.TotalSeconds && caller >= request + step))
                yield return $"{service.Address}: {work.TotalSeconds} s, {request} s, {caller} s: too near each other.";
        }
    }
}
