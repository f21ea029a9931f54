using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>The command gcloud: what it does to the cloud of the test, and what it answers.</summary>
internal sealed partial class GcloudTool(Cloud cloud, Func<string> address)
{
    private readonly StorageTool _storage = new(cloud);

    public ToolAnswer Run(ToolCall call, string folder) => call.Command switch
    {
        "artifacts sbom load" => LoadBill(call, folder),
        "auth print-access-token" => ToolAnswer.Say(Cloud.Canary + "-access\n"),
        "logging read" => ReadLog(call),
        "run jobs execute" => InProject(call) ?? ExecuteJob(call),
        "run services list" => InProject(call) ?? ListServices(),
        "run services update-traffic" => InProject(call) ?? UpdateTraffic(call),
        "services enable" => Enable(call),
        _ => _storage.Run(call, folder),
    };

    private static ToolAnswer? InProject(ToolCall call) =>
        call.Option("project") == Cloud.Project && call.Option("region") == Cloud.Region
            ? null
            : ToolAnswer.Fail($"{call.Command}: no such project or region");

    private ToolAnswer ListServices() =>
        ToolAnswer.Say(new JsonArray([.. cloud.Services.Values.Select(s => s.ToJson(address()))]).ToJsonString());

    private ToolAnswer UpdateTraffic(ToolCall call)
    {
        if (!cloud.Services.TryGetValue(call.Arguments[0], out var service))
            return ToolAnswer.Fail($"Service [{call.Arguments[0]}] could not be found.");
        cloud.Changes.Add($"traffic {service.Name}");
        return cloud.ChangeTraffic(service, () => service.UpdateTraffic(
            call.Option("to-revisions"), call.Option("update-tags"), call.Option("remove-tags")));
    }

    private ToolAnswer ExecuteJob(ToolCall call)
    {
        var job = call.Arguments[0];
        if (!cloud.Jobs.ContainsKey(job)) return ToolAnswer.Fail($"Job [{job}] could not be found.");
        if (!call.Switches.Contains("wait")) return ToolAnswer.Fail("nobody waits for the job");
        cloud.Changes.Add($"job {job}");
        if (job == "isotherm-migrate")
        {
            if (!cloud.Behaviour.MigrationsWork) return ToolAnswer.Fail("The execution failed.");
            cloud.Migrations++;
            return ToolAnswer.Done;
        }

        var arguments = call.Option("args") ?? "";
        if (arguments.Split(',').GroupBy(word => word).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return ToolAnswer.Fail($"argument --args: \"{twice.Key}\" cannot be specified multiple times", 2);
        var hours = VerifyArguments().Match(arguments);
        var isThere = hours.Success && (cloud.Real is { } real
            ? real.RunCommandLine(arguments.Split(',')) == 0
            : IsInTables(hours.Groups[1].Value));
        if (!isThere || !cloud.Behaviour.TablesAreEqual) return ToolAnswer.Fail("The execution failed.");
        if (cloud.Services[Cloud.Aggregate].Tagged("candidate") is { } candidate) cloud.Verified.Add(candidate);
        return ToolAnswer.Done;
    }

    private bool IsInTables(string hour)
    {
        if (cloud.HoursInTables.Contains(hour)) return true;
        var behaviour = cloud.Behaviour;
        cloud.Behaviour = behaviour with { HourArrivesAfter = behaviour.HourArrivesAfter - 1 };
        if (behaviour.HourArrivesAfter == 1) cloud.HoursInTables.Add(hour);
        return false;
    }

    private ToolAnswer ReadLog(ToolCall call)
    {
        var filter = LogFilter().Match(call.Arguments[0]);
        if (!filter.Success) return ToolAnswer.Fail("Unparseable filter");
        if (cloud.Real is { } real) return ToolAnswer.Say(real.Log(filter.Groups[2].Value).ToJsonString());
        var entries = cloud.Log
            .Where(entry => entry.Revision == filter.Groups[1].Value && entry.Trace == filter.Groups[2].Value)
            .Reverse()
            .Select(entry => new
            {
                labels = new { event_id = entry.Event, event_name = "Any" },
                jsonPayload = new { outcome = entry.Outcome, message = $"{entry.Outcome}: run=..." },
            });
        return ToolAnswer.Say(JsonSerializer.Serialize(entries));
    }

    private ToolAnswer LoadBill(ToolCall call, string folder)
    {
        if (!cloud.Images.ContainsValue(call.Option("uri")!)) return ToolAnswer.Fail("no such image");
        cloud.Bills[call.Option("uri")!] = File.ReadAllText(Path.Combine(folder, call.Option("source")!));
        return ToolAnswer.Done;
    }

    private ToolAnswer Enable(ToolCall call)
    {
        foreach (var service in call.Arguments) cloud.Resources.Add("api " + service);
        return ToolAnswer.Done;
    }

    [GeneratedRegex("^verify,--from=([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}),--to=\\1$")]
    private static partial Regex VerifyArguments();

    [GeneratedRegex("revision_name=\"([^\"]+)\"\\s+AND trace=\"projects/my-project/traces/([0-9a-f]{32})\"")]
    private static partial Regex LogFilter();
}
