using System.Text.Json.Nodes;

namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>A service of Cloud Run: its revisions, and who gets the traffic.</summary>
internal sealed class CloudRunService(string name)
{
    public string Name => name;

    public List<Revision> Revisions { get; } = [];

    public List<TrafficTarget> Traffic { get; set; } = [new(null, 100)];

    public string? LatestReady => Revisions.LastOrDefault(revision => revision.IsReady)?.Name;

    /// <summary>The revisions that have traffic, and how much.</summary>
    public IReadOnlyDictionary<string, int> Serving => Traffic
        .Where(target => target.Percent > 0 && (target.Revision ?? LatestReady) is not null)
        .GroupBy(target => target.Revision ?? LatestReady!)
        .ToDictionary(shares => shares.Key, shares => shares.Sum(share => share.Percent));

    public string? Tagged(string tag) => Traffic.SingleOrDefault(target => target.Tag == tag)?.Revision;

    public void AddRevision(string image, bool isReady) =>
        Revisions.Add(new Revision($"{name}-{Revisions.Count + 1:00000}-abc", image, isReady));

    /// <returns>Null, or why it cannot be done.</returns>
    public string? UpdateTraffic(string? toRevisions, string? updateTags, string? removeTags)
    {
        var shares = Pairs(toRevisions).Select(pair => new TrafficTarget(pair.Key, int.Parse(pair.Value))).ToList();
        var tags = Pairs(updateTags).Select(pair => new TrafficTarget(pair.Value, 0, pair.Key)).ToList();
        var unknown = shares.Concat(tags).Select(target => target.Revision)
            .Except(Revisions.Select(revision => revision.Name)).ToArray();
        if (unknown.Length > 0) return $"Revision {unknown[0]} of {name} does not exist";
        if (shares.Count > 0 && shares.Sum(share => share.Percent) != 100) return "percentages must add to 100";
        var gone = (removeTags?.Split(',') ?? []).Concat(tags.Select(tag => tag.Tag!)).ToHashSet();
        Traffic =
        [
            .. shares.Count > 0 ? shares : Traffic.Where(target => target.Percent > 0),
            .. Traffic.Where(target => target.Tag is not null && !gone.Contains(target.Tag)),
            .. tags,
        ];
        return null;
    }

    public JsonObject ToJson(string address) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["traffic"] = new JsonArray([.. Traffic.Select(Spec)]) },
        ["status"] = new JsonObject
        {
            ["latestCreatedRevisionName"] = Revisions.LastOrDefault()?.Name,
            ["latestReadyRevisionName"] = LatestReady,
            ["url"] = $"{address}{name}",
            ["traffic"] = new JsonArray([.. Traffic.Where(target => (target.Revision ?? LatestReady) is not null)
                .Select(target => Status(target, address))]),
        },
    };

    private static JsonObject Spec(TrafficTarget target) => Without(new JsonObject
    {
        ["revisionName"] = target.Revision,
        ["latestRevision"] = target.Revision is null ? true : null,
        ["percent"] = target.Percent > 0 ? target.Percent : null,
        ["tag"] = target.Tag,
    });

    private JsonObject Status(TrafficTarget target, string address)
    {
        var json = Spec(target);
        json["revisionName"] = target.Revision ?? LatestReady;
        if (target.Tag is not null) json["url"] = $"{address}{name}/{target.Tag}";
        return json;
    }

    /// <summary>Google's JSON leaves out what is not set.</summary>
    private static JsonObject Without(JsonObject json)
    {
        foreach (var field in json.Where(field => field.Value is null).Select(field => field.Key).ToArray())
            json.Remove(field);
        return json;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string? text) =>
        (text?.Split(',') ?? []).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
