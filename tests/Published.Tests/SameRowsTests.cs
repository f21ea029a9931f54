using System.Net;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Published.Tests;

/// <summary>
/// The native functions, started as processes and called over HTTP, leave what the ordinary build leaves, bit for bit:
/// from the answer of the API to the rows of the database, with the shapes that are shipped, one hour in each form of
/// an event.
/// </summary>
public sealed class SameRowsTests
{
    private const int Readings = 3000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_folders_and_SQLite_the_rows_are_those_of_the_ordinary_build()
    {
        NativeFunctions.Folder();

        await AssertSameAsync(Places.EmbeddedAsync);
    }

    [Fact]
    public async Task With_Cloud_Storage_and_MySQL_over_TLS_the_rows_are_those_of_the_ordinary_build()
    {
        NativeFunctions.Folder();

        await AssertSameAsync(() => Places.CloudAsync(";SslMode=Required"));
    }

    private static async Task AssertSameAsync(Func<Task<Places>> open)
    {
        var ordinary = await PlayAsync(FunctionBuild.Ordinary, open);
        var native = await PlayAsync(FunctionBuild.Native, open);

        Assert.Equal(ordinary, native);
        Assert.True(native.Length > Push.Forms.Count * 13 * 2, $"Only {native.Length} rows were compared.");
    }

    /// <summary>The rows that a build leaves.</summary>
    private static async Task<string[]> PlayAsync(FunctionBuild build, Func<Task<Places>> open)
    {
        await using var places = await open();
        await FetchAsync(build, places);
        await AggregateAsync(build, places);
        return
        [
            .. await places.QueryAsync(
                "SELECT hour, region, temperature, numberOfPoints FROM region_temperature ORDER BY hour, region"),
            .. await places.QueryAsync(
                "SELECT e.slot, e.run, s.part, s.method, s.region, CAST(s.sum AS CHAR), s.points"
                + " FROM region_sums AS s JOIN evaluations AS e ON e.id = s.evaluation_id ORDER BY 1, 2, 3, 4, 5"),
            .. await places.QueryAsync(
                "SELECT slot, run, state, parts, readings, usable, ambiguous, rectangle_outside, polygon_outside,"
                + " rejected_not_an_object, rejected_foreign, rejected_missing_temperature, rejected_not_a_number,"
                + " rejected_out_of_range, rejected_bad_id, rejected_superseded FROM runs ORDER BY slot"),
        ];
    }

    private static async Task FetchAsync(FunctionBuild build, Places places)
    {
        var answers = Push.Forms.Select((_, hour) => RudeAnswer.Json(GeneratedAnswer.Json(Readings, hour)));
        await using var api = RudeServer.Start([.. answers]);
        await using var fetch = Functions.Fetch(build, places, api.Url);
        using var http = new HttpClient { BaseAddress = await fetch.AddressAsync(Cancellation) };
        for (var hour = 0; hour < Push.Forms.Count; hour++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "");
            request.Headers.Add("X-CloudScheduler-ScheduleTime", $"2019-02-19T{hour:00}:00:00Z");
            using var response = await http.SendAsync(request, Cancellation);
            var said = await response.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("\"state\":\"committed\"", said, StringComparison.Ordinal);
        }

        fetch.Terminate();
        Assert.Equal(0, await fetch.ExitCodeAsync(Cancellation));
    }

    private static async Task AggregateAsync(FunctionBuild build, Places places)
    {
        var messages = Places.Messages(places.Topic);
        Assert.Equal(Push.Forms.Count, messages.Length);
        await using var aggregate = Functions.Aggregate(build, places);
        using var http = new HttpClient { BaseAddress = await aggregate.AddressAsync(Cancellation) };
        foreach (var (message, form) in messages.Zip(Push.Forms))
        {
            using var request = form.Value(message);
            using var response = await http.SendAsync(request, Cancellation);
            Assert.True(response.StatusCode == HttpStatusCode.NoContent, form.Key + ": " + aggregate.Output);
        }

        aggregate.Terminate();
        Assert.Equal(0, await aggregate.ExitCodeAsync(Cancellation));
        Assert.Empty(Places.Messages(places.DeadLetters));
    }
}
