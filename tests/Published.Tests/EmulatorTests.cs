using System.Net;
using Isotherm.Testing.Messages;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Published.Tests;

/// <summary>Both native functions with Google's own Pub/Sub emulator between them.</summary>
public sealed class EmulatorTests
{
    private const string Answer = """
        [{"id":"a","lat":48.85,"lon":2.35,"temperature":10,"country":"France"},
         {"id":"b","lat":48.85,"lon":2.36,"temperature":20.5,"country":"France"}]
        """;

    [Fact]
    public async Task A_run_that_is_fetched_is_pushed_by_the_emulator_and_shown()
    {
        NativeFunctions.Folder();
        using var emulator = PubSubEmulator.Need();
        var cancellation = Testing.Patience.Cancellation;
        using var topic = await emulator.CreateTopicAsync("parts", cancellation);
        await using var places = await Places.EmbeddedAsync();
        await using var api = RudeServer.Start(RudeAnswer.Json(Answer));
        await using var aggregate = Functions.Aggregate(FunctionBuild.Native, places);
        var address = await aggregate.AddressAsync(cancellation);
        await emulator.CreatePushAsync("push", "parts", address, deadLetterTopic: null, cancellation);
        await using var fetch = Functions.Fetch(
            FunctionBuild.Native,
            places,
            api.Url,
            ("TOPIC", "parts"),
            ("GOOGLE_CLOUD_PROJECT", emulator.Project),
            ("PUBSUB_EMULATOR_HOST", emulator.Endpoint.Address.Authority));
        using var http = new HttpClient();

        using var fetched = await http.PostAsync(await fetch.AddressAsync(cancellation), content: null, cancellation);
        Assert.Equal(HttpStatusCode.OK, fetched.StatusCode);
        string[] shown = [];
        while (shown.Length == 0)
        {
            shown = await places.QueryAsync("SELECT region, temperature, numberOfPoints FROM region_temperature");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }

        Assert.Equal(["Île-de-France|15.25|2|"], shown);
    }
}
