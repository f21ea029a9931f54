using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Isotherm.Adapters;
using Isotherm.Aggregate;
using Isotherm.Core.Reports;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Infrastructure.Tests.Plans;
using Isotherm.Report;
using Isotherm.Testing;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>Services and jobs of Cloud Run: what runs, how large, and with which settings.</summary>
internal static partial class ProcessPolicies
{
    private const string Service = "google_cloud_run_v2_service";
    private const string Job = "google_cloud_run_v2_job";

    public static IReadOnlyList<Policy> List { get; } =
    [
        new Policy("What runs is named by its digest", Settings.Processes, plan =>
            from process in plan.Of(Settings.Processes)
            where !ByDigest().IsMatch(process.Text(Settings.Container(process) + ".image") ?? "")
            select $"{process.Address} runs {process.Text(Settings.Container(process) + ".image")}.")
            .BrokenBy("a tag", plan => Fetch(plan).Set("template.0.containers.0.image", "images.example/fetch:latest"))
            .BrokenBy("nothing", plan =>
                plan.At("google_cloud_run_v2_job.migrate").Set("template.0.template.0.containers.0.image", "")),

        new Policy("Nothing grows without end or runs for ever", Settings.Processes, Boundless)
            .BrokenBy("any number of instances", plan =>
                Fetch(plan).Set("template.0.scaling.0.max_instance_count", null))
            .BrokenBy("any number of requests at once", plan =>
                Aggregate(plan).Set("template.0.max_instance_request_concurrency", null))
            .BrokenBy("any memory", plan => Fetch(plan).Set("template.0.containers.0.resources", new JsonArray()))
            .BrokenBy("a job of any length", plan =>
                plan.At("google_cloud_run_v2_job.migrate").Set("template.0.template.0.timeout", null))
            .BrokenBy("a job that is tried again", plan =>
                plan.At("google_cloud_run_v2_job.operator[\"reconcile\"]").Set("template.0.template.0.max_retries", 3)),

        new Policy("The parts that are read at once fit the memory", [Service], plan =>
            from service in plan.Of(Service)
            let memory = decimal.Parse(
                service.Text("template.0.containers.0.resources.0.limits.memory")![..^2], CultureInfo.InvariantCulture)
            let parts = Math.Min(service.Number("template.0.max_instance_request_concurrency") ?? 0, PartsAtOnce)
            where Settings.Of(service).ContainsKey("DEAD_LETTER_TOPIC") && parts * LargestPartMiB > memory * HeapShare
            select $"{service.Address}: {parts} parts of {LargestPartMiB} MiB do not fit {memory} MiB.")
            .BrokenBy("256 MiB", plan =>
                Aggregate(plan).Set("template.0.containers.0.resources.0.limits.memory", "256Mi")),

        new Policy("A start and a life are looked at where the function answers", [Service], plan =>
            from service in plan.Of(Service)
            from probe in new[] { "startup_probe", "liveness_probe" }
            let path = "template.0.containers.0." + probe + ".0"
            let sign = service.Is("name", plan.Name + "-report") ? "/api/v1/openapi.json" : "/" // no database is asked
            where !service.Is(path + ".http_get.0.path", sign) || !(service.Number(path + ".failure_threshold") >= 1)
            select $"{service.Address} has no {probe} that asks it.")
            .BrokenBy("no look at the start", plan =>
                Fetch(plan).Set("template.0.containers.0.startup_probe", new JsonArray()))
            .BrokenBy("a look that asks the database", plan => plan.At("google_cloud_run_v2_service.report")
                .Set("template.0.containers.0.liveness_probe.0.http_get.0.path", "/"))
            .BrokenBy("no look at the life", plan =>
                Aggregate(plan).Set("template.0.containers.0.liveness_probe", new JsonArray())),

        new Policy(
            "Only private addresses go through the network, and only from what uses the database",
            Settings.Processes,
            Egress)
            .BrokenBy("everything", plan =>
                Aggregate(plan).Set("template.0.vpc_access.0.egress", "ALL_TRAFFIC"))
            .BrokenBy("no way to the database", plan =>
                plan.At("google_cloud_run_v2_job.migrate").Set("template.0.template.0.vpc_access", new JsonArray()))
            .BrokenBy("fetch in the network", plan =>
                Fetch(plan).Set("template.0.vpc_access", Aggregate(plan).Find("template.0.vpc_access")!.DeepClone())),

        new Policy("What runs takes its settings without a complaint", Settings.Processes, Refused)
            .BrokenBy("a bucket without a scheme", plan =>
                Settings.Set(Fetch(plan), "RAW_BUCKET", "my-project-isotherm-raw"))
            .BrokenBy("a required variable is missing", plan => Settings.Unset(Aggregate(plan), "DEAD_LETTER_TOPIC"))
            .BrokenBy("a limit that is none", plan => Settings.Set(Aggregate(plan), "MAX_CELSIUS", "-200"))
            .BrokenBy("a topic for a subscription", plan => Settings.Set(
                plan.At("google_cloud_run_v2_job.operator[\"verify\"]"), "DEAD_LETTER_SUBSCRIPTION", "dead-letters"))
            .BrokenBy("a topic for the letters that are counted", plan => Settings.Set(
                plan.At("google_cloud_run_v2_service.report"), "DEAD_LETTERS", "projects/my-project/topics/letters"))
            .BrokenBy("a question that outlasts the work on it", plan =>
                Settings.Set(plan.At("google_cloud_run_v2_service.report"), "QUERY_TIMEOUT_SECONDS", "61"))
            .BrokenBy("a request that its work outlasts", plan =>
                Settings.Set(Fetch(plan), "REQUEST_TIMEOUT_SECONDS", "374"))
            .BrokenBy("a subscription for a topic", plan =>
                Settings.Set(Fetch(plan), "TOPIC", "projects/my-project/subscriptions/isotherm-runs")),
    ];

    /// <summary>Of docs/configuration.md, "Memory".</summary>
    private const int LargestPartMiB = 72;

    private const decimal HeapShare = 0.75m;

    /// <summary>Of the code itself.</summary>
    private static int PartsAtOnce { get; } = int.Parse(
        AtOnce().Match(File.ReadAllText(Checkout.PathOf("functions", "Aggregate", "PartReader.cs"))).Groups[1].Value,
        CultureInfo.InvariantCulture);

    private static IEnumerable<string> Boundless(Plan plan)
    {
        foreach (var process in plan.Of(Settings.Processes))
        {
            var template = Settings.Template(process);
            string[] bounds = process.Type == Service
                ? [".scaling.0.max_instance_count", ".max_instance_request_concurrency", ".timeout"]
                : [".max_retries", ".timeout"];
            bounds = [.. bounds, ".containers.0.resources.0.limits.cpu", ".containers.0.resources.0.limits.memory"];
            foreach (var bound in bounds.Where(bound => !process.IsSet(template + bound)))
                yield return $"{process.Address} leaves {bound[1..]} to Google.";
            if (process.Type == Job && !process.Is(template + ".max_retries", "0"))
                yield return $"{process.Address} is tried again, which no exit code of the command line asks for.";
        }
    }

    private static IEnumerable<string> Egress(Plan plan) =>
        from process in plan.Of(Settings.Processes)
        let path = Settings.Template(process) + ".vpc_access"
        let needs = Settings.Of(process).ContainsKey("DATABASE")
        where needs != process.IsSet(path)
            || (needs && (!process.Is(path + ".0.egress", "PRIVATE_RANGES_ONLY")
                || !process.IsSet(path + ".0.network_interfaces.0.subnetwork")))
        select $"{process.Address} reaches too much, or not the database.";

    private static IEnumerable<string> Refused(Plan plan) =>
        from process in plan.Of(Settings.Processes)
        where !process.Is("name", plan.Name + "-migrate") // it has one variable only, and that is a secret
        from mistake in Mistakes(process)
        select $"{process.Address}: {mistake}";

    /// <summary>What the code itself says of the variables; what is not known yet is made up.</summary>
    private static IReadOnlyList<string> Mistakes(PlannedResource process)
    {
        using var authority = new Authority();
        var values = Settings.Of(process);
        if (values.TryGetValue("DATABASE", out var database) && database == Settings.NotKnown)
            values["DATABASE"] = ConnectionString.Expected(authority.Path);
        if (values.ContainsKey("SENSOR_API_KEY")) values["SENSOR_API_KEY"] = "0123456789abcdef";
        if (process.Type == Service) values["K_SERVICE"] = process.Text("name")!;
        var settings = new EnvironmentSettings(name => values.GetValueOrDefault(name));
        var services = new BackingServices(settings.Find, TimeProvider.System);
        if (values.ContainsKey("DEAD_LETTERS"))
        {
            OfReport(settings, services);
            return settings.Mistakes;
        }

        settings.Opened("RAW_BUCKET", services.OpenBucket);
        if (process.Type == Job) OfCommandLine(settings, services);
        else if (values.ContainsKey("DATABASE")) OfAggregate(settings, services);
        else OfFetch(settings, services);
        return settings.Mistakes;
    }

    private static void OfFetch(EnvironmentSettings settings, BackingServices services)
    {
        FunctionHostOptions.Bind(settings, FetchOptions.Bind(settings).WorkTimeout);
        settings.Opened("TOPIC", services.OpenTopic);
    }

    private static void OfAggregate(EnvironmentSettings settings, BackingServices services)
    {
        FunctionHostOptions.Bind(settings, AggregateOptions.Bind(settings).WorkTimeout);
        settings.Opened("REJECTS_BUCKET", services.OpenBucket);
        settings.Opened("SHAPES_BUCKET", services.OpenBucket);
        settings.Opened("DEAD_LETTER_TOPIC", services.OpenTopic);
        settings.Opened("DATABASE", services.OpenDatabase);
    }

    private static void OfReport(EnvironmentSettings settings, BackingServices services)
    {
        var options = ReportOptions.Bind(settings);
        FunctionHostOptions.Bind(settings, options.WorkTimeout);
        settings.Opened("DEAD_LETTERS", services.OpenDeadLetterCount);
        settings.Opened<IReports>("DATABASE", Open);

        IReports? Open(string location, out string? refusal) =>
            services.OpenReports(location, options.QueryTimeout, out refusal);
    }

    private static void OfCommandLine(EnvironmentSettings settings, BackingServices services)
    {
        AggregateOptions.Bind(settings);
        settings.Opened("REJECTS_BUCKET", services.OpenBucket);
        settings.Opened("SHAPES_BUCKET", services.OpenBucket);
        settings.Opened("TOPIC", services.OpenTopic);
        settings.Opened("DEAD_LETTER_SUBSCRIPTION", services.OpenDeadLetters);
        settings.Opened("DATABASE", services.OpenDatabase);
    }

    private static PlannedResource Fetch(Plan plan) => plan.At("google_cloud_run_v2_service.fetch");

    private static PlannedResource Aggregate(Plan plan) => plan.At("google_cloud_run_v2_service.aggregate");

    [GeneratedRegex("@sha256:[0-9a-f]{64}$")]
    private static partial Regex ByDigest();

    [GeneratedRegex("int MostAtOnce = ([0-9]+);")]
    private static partial Regex AtOnce();
}
