
namespace Isotherm.Benchmarks.Starts;

/// <summary>From the start of a process to its first answer: the empty service and both builds of ours.</summary>
internal static class StartBenchmark
{
    private const string Life = "sign of life";

    public static async Task RunAsync(int rounds, string? shapes, TextWriter output)
    {
        var native = await PublishedFunctions.NeedAsync();
        await using var place = await Workplace.PrepareAsync(shapes);
        Contestant[] contestants = [.. await ContestantsAsync(place, native, rounds)];
        var figures = contestants.ToDictionary(contestant => contestant, _ => new List<StartFigures>());
        using var timer = new StartTimer();
        foreach (var contestant in contestants) await timer.TimeAsync(contestant, round: 0);
        for (var round = 1; round <= rounds; round++)
            foreach (var contestant in contestants) figures[contestant].Add(await timer.TimeAsync(contestant, round));

        await output.WriteLineAsync($"{await Machine.DescribeAsync()} at the end; {rounds} starts each, in turn.\n");
        await output.WriteLineAsync(StartTable.Of([.. figures.Select(pair => (pair.Key, pair.Value))]));
    }

    private static async Task<List<Contestant>> ContestantsAsync(Workplace place, string native, int rounds)
    {
        string[] empty = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Isotherm.Benchmarks.Empty.dll")];
        var all = new List<Contestant> { new("empty ASP.NET service", Life, empty, [], Get) };
        foreach (var (build, of) in Builds(native))
        {
            var fetch = FetchSettings(place);
            all.Add(new($"fetch, {build}", Life, of("Fetch"), fetch, Get));
            all.Add(new($"fetch, {build}", "a run fetched", of("Fetch"), fetch, _ => new(HttpMethod.Post, "")));
            var databases = new[] { ("SQLite", place.Sqlite), ("MySQL, TLS", place.MySql) };
            all.Add(new($"aggregate, {build}", Life, of("Aggregate"), AggregateSettings(place, place.Sqlite), Get));
            foreach (var (name, location) in databases.Where(database => database.Item2 is not null))
            {
                var run = $"{build}-{name[..5]}".ToLowerInvariant();
                var messages = new List<string>();
                for (var i = 0; i <= rounds; i++) messages.Add(await place.CommitAsync($"{run}-{i}"));
                all.Add(new(
                    $"aggregate, {build}",
                    $"a part aggregated into {name}",
                    of("Aggregate"),
                    AggregateSettings(place, location!),
                    round => PushRequest.Of(messages[round])));
            }
        }

        return all;
    }

    private static IEnumerable<(string Build, Func<string, string[]> Of)> Builds(string native)
    {
        yield return ("native", name => [Path.Combine(native, name.ToLowerInvariant(), "Isotherm." + name)]);
        yield return ("jit", name => ["dotnet", Path.Combine(AppContext.BaseDirectory, $"Isotherm.{name}.dll")]);
    }

    private static (string Name, string Value)[] FetchSettings(Workplace place) =>
    [
        ("SENSOR_API_URL", place.Api.ToString()), ("SENSOR_API_KEY", "key"), ("RAW_BUCKET", place.Raw),
        ("TOPIC", place.Topic),
    ];

    private static (string Name, string Value)[] AggregateSettings(Workplace place, string database) =>
        [("RAW_BUCKET", place.Raw), ("DEAD_LETTER_TOPIC", place.Topic), ("DATABASE", database)];

    private static HttpRequestMessage Get(int round) => new(HttpMethod.Get, "");
}
