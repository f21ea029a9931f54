using System.Text.Json.Nodes;

namespace Isotherm.Infrastructure.Tests.Plans;

/// <summary>A plan of an empty project, as <c>terraform show -json</c> writes it.</summary>
internal sealed class Plan(JsonObject document)
{
    public static Plan Parse(string json) => new(JsonNode.Parse(json)!.AsObject());

    /// <summary>What would be made.</summary>
    public IReadOnlyList<PlannedResource> Resources =>
    [
        .. Changes
            .Where(change => (string)change!["mode"]! == "managed")
            .Select(change => new PlannedResource(change!.AsObject())),
    ];

    public string Project => Variable("project_id")!;

    public string Name => Variable("name")!;

    public string Region => Variable("region")!;

    public bool IsProduction => Variable("environment") == "prod";

    /// <summary>Whether it is the plan of everything, and not of the first step.</summary>
    public bool IsWhole => Of("google_cloud_run_v2_service").Any();

    private JsonArray Changes => document["resource_changes"]!.AsArray();

    public Plan Copy() => new(document.DeepClone().AsObject());

    public IEnumerable<PlannedResource> Of(params string[] types) =>
        Resources.Where(resource => types.Contains(resource.Type));

    public PlannedResource At(string address) =>
        Resources.SingleOrDefault(resource => resource.Address == address)
        ?? throw new InvalidOperationException($"{address} is not in the plan.");

    /// <summary>A variable, like <c>name</c> or <c>fetch_deadlines.request</c>; null when it is null.</summary>
    public string? Variable(string path)
    {
        var steps = path.Split('.');
        return steps.Skip(1)
            .Aggregate(document["variables"]?[steps[0]]?["value"], (node, step) => node?[step])?.ToString();
    }

    /// <summary>The elements of a variable that is a list.</summary>
    public IReadOnlyList<string> Elements(string variable) =>
        document["variables"]?[variable]?["value"] is JsonArray array
            ? [.. array.Select(item => item!.ToString())]
            : [];

    /// <summary>What the expressions of a resource refer to.</summary>
    public IReadOnlyList<string> References(PlannedResource resource)
    {
        var address = resource.Address.Split('[')[0];
        var configured = document["configuration"]!["root_module"]!["resources"]!.AsArray()
            .Single(node => (string)node!["address"]! == address)!;
        return [.. ReferencesIn(configured["expressions"])];
    }

    public void Remove(string address)
    {
        var found = Changes.Single(change => (string)change!["address"]! == address);
        Changes.Remove(found);
    }

    /// <summary>A copy of a resource, to be changed: as if there were another one.</summary>
    public PlannedResource Double(string address)
    {
        var copy = Changes.Single(change => (string)change!["address"]! == address)!.DeepClone().AsObject();
        copy["address"] = address + "_double";
        Changes.Add(copy);
        return new PlannedResource(copy);
    }

    private static IEnumerable<string> ReferencesIn(JsonNode? node) => node switch
    {
        JsonObject values when values["references"] is JsonArray found => found.Select(item => item!.ToString()),
        JsonObject values => values.SelectMany(pair => ReferencesIn(pair.Value)),
        JsonArray array => array.SelectMany(ReferencesIn),
        _ => [],
    };
}
