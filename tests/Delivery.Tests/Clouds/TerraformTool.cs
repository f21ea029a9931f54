using System.Text.Json;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>
/// The command terraform, with what matters here of the real one: a plan is good for the state that it was made from
/// only; a service is made with all traffic on its latest revision; and an update sends a service whole, with its
/// traffic as the plan found it, although changes of the traffic are ignored (google_cloud_run_v2_service sends a PATCH
/// without a mask).
/// </summary>
internal sealed class TerraformTool(Cloud cloud)
{
    private const string Initialized = ".terraform";

    private static readonly Dictionary<string, string> Outputs = new()
    {
        ["raw_bucket"] = Cloud.RawBucket,
        ["verify_job"] = "isotherm-verify",
        ["migrate_job"] = "isotherm-migrate",
        ["scheduler_account"] = Cloud.SchedulerAccount,
        ["push_account"] = Cloud.PushAccount,
        ["fetch_audience"] = Cloud.FetchAudience,
        ["push_audience"] = Cloud.PushAudience,
        ["operator_account"] = Cloud.OperatorAccount,
        ["report_audience"] = Cloud.ReportAudience,
    };

    public ToolAnswer Run(ToolCall call, string folder, string address)
    {
        var isInitialized = File.Exists(Path.Combine(folder, Initialized));
        if (call.Command != "init" && !isInitialized && call.Command != "show")
            return ToolAnswer.Fail("Backend initialization required, please run \"terraform init\"");
        return call.Command switch
        {
            "init" => Init(call, folder),
            "plan" => Plan(call),
            "show" => Show(call),
            "apply" => call.Options["target"].Any() ? ApplyTargets(call) : Apply(call.Arguments[0]),
            _ => Output(address),
        };
    }

    private ToolAnswer Init(ToolCall call, string folder)
    {
        var backend = call.Options["backend-config"].ToHashSet();
        if (!backend.SetEquals(["bucket=" + Cloud.StateBucket, "prefix=isotherm"])) return ToolAnswer.Fail("backend");
        if (!cloud.Buckets.ContainsKey(Cloud.StateBucket)) return ToolAnswer.Fail("bucket doesn't exist");
        File.WriteAllText(Path.Combine(folder, Initialized), "");
        return ToolAnswer.Say("Terraform has been successfully initialized!\n");
    }

    private ToolAnswer Plan(ToolCall call)
    {
        var files = call.Options["var-file"].Select(File.ReadAllText).ToArray();
        if (!files.Any(text => text.Contains("sensor_api_url", StringComparison.Ordinal)))
            return ToolAnswer.Fail("sensor_api_url must be given");
        string[] variables = ["project_id=" + Cloud.Project, "region=" + Cloud.Region, "name=isotherm"];
        if (!call.Options["var"].ToHashSet().SetEquals(variables)) return ToolAnswer.Fail("variables");
        using var images = JsonDocument.Parse(files[^1]);
        var named = images.RootElement.GetProperty("images").EnumerateObject()
            .ToDictionary(image => image.Name, image => image.Value.GetString()!);
        if (named.Values.FirstOrDefault(image => !cloud.Images.ContainsValue(image)) is { } unknown)
            return ToolAnswer.Fail($"no image {unknown}");
        var plan = new TerraformPlan(
            cloud.StateSerial, named, cloud.Services.ToDictionary(pair => pair.Key, pair => pair.Value.Traffic));
        File.WriteAllText(call.Option("out")!, JsonSerializer.Serialize(plan));
        return ToolAnswer.Say("Plan: some to add.\n");
    }

    private ToolAnswer Show(ToolCall call)
    {
        if (!File.Exists(call.Arguments[0])) return ToolAnswer.Fail("Failed to read the given file");
        if (!call.Switches.Contains("json")) return ToolAnswer.Say("# the plan, to be read\n");
        var delete = cloud.Behaviour.PlanDeletes is { } type
            ? new[] { new { address = type + ".main", type, change = new { actions = new[] { "delete", "create" } } } }
            : [];
        return ToolAnswer.Say(JsonSerializer.Serialize(new { resource_changes = delete }));
    }

    private ToolAnswer Apply(string file)
    {
        var plan = JsonSerializer.Deserialize<TerraformPlan>(File.ReadAllText(file))!;
        if (plan.Serial != cloud.StateSerial) return ToolAnswer.Fail("Saved plan is stale");
        cloud.Changes.Add("apply");
        cloud.StateSerial++;
        foreach (var bucket in new[] { Cloud.RawBucket, "my-project-isotherm-rejects", "my-project-isotherm-shapes" })
            cloud.Buckets.TryAdd(bucket, new StoredBucket());
        foreach (var job in Cloud.JobNames) cloud.Jobs[job] = plan.Images["cli"];
        foreach (var name in new[] { Cloud.Aggregate, Cloud.Fetch, Cloud.Report })
        {
            if (ApplyService(name, plan) is { } fault) return fault;
            if (cloud.Behaviour.ApplyFailsHalfway) return ToolAnswer.Fail("Error 403 while creating another service");
        }

        cloud.Resources.Add("everything");
        return ToolAnswer.Done;
    }

    private ToolAnswer? ApplyService(string name, TerraformPlan plan)
    {
        var image = plan.Images[name["isotherm-".Length..]];
        var isReady = cloud.Behaviour.NewRevisionsAreReady;
        if (!cloud.Services.TryGetValue(name, out var service))
        {
            service = cloud.Services[name] = new CloudRunService(name);
            service.AddRevision(image, isReady);
            cloud.WasProven.UnionWith(service.Serving.Keys); // nothing else could serve
        }
        else
        {
            var isNew = service.Revisions[^1].Image != image;
            var sent = cloud.ChangeTraffic(service, () =>
            {
                if (isNew) service.AddRevision(image, isReady);
                service.Traffic = plan.Traffic[name];
                return null;
            });
            if (sent.Code != 0) return sent;
        }

        return service.Revisions[^1].IsReady ? null : ToolAnswer.Fail($"Revision of {name} is not ready");
    }

    private ToolAnswer ApplyTargets(ToolCall call)
    {
        if (!call.Switches.Contains("auto-approve")) return ToolAnswer.Fail("input=false needs auto-approve");
        var before = cloud.Resources.Count;
        cloud.Resources.UnionWith(call.Options["target"]);
        cloud.Resources.UnionWith(call.Options["var-file"].Select(file => "settings " + File.ReadAllText(file)));
        if (cloud.Resources.Count > before) cloud.StateSerial++;
        return ToolAnswer.Done;
    }

    private ToolAnswer Output(string address)
    {
        var outputs = cloud.Resources.Contains("everything")
            ? Outputs.Append(KeyValuePair.Create("fetch_url", address + Cloud.Fetch))
                .Append(KeyValuePair.Create("report_iap", cloud.Behaviour.IsBehindProxy ? "yes" : "no"))
            : [];
        return ToolAnswer.Say(JsonSerializer.Serialize(outputs.ToDictionary(
            pair => pair.Key, pair => new { sensitive = false, type = "string", value = pair.Value })));
    }
}
