using System.Text.Json;
using Isotherm.Cli.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Isotherm.Cli.Tests.Simulation;

/// <summary>What the simulated sensors measure, over many calls.</summary>
public sealed class SimulatedWeatherTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenth_of_the_readings_is_foreign_and_about_one_in_eighty_has_no_temperature()
    {
        var readings = (await CallAsync(20, At(2, 12))).SelectMany(call => call).ToArray();

        Assert.InRange(readings.Count(r => r.Country != "France") / 20_000.0, 0.08, 0.12);
        Assert.InRange(readings.Count(r => r.Temperature is null) / 20_000.0, 0.009, 0.015);
    }

    [Fact]
    public async Task An_id_comes_twice_now_and_then_and_never_in_another_call()
    {
        var calls = await CallAsync(20, At(2, 12));

        var twice = calls.Sum(call => call.Length - call.DistinctBy(reading => reading.Id).Count());
        Assert.InRange(twice, 1, 60);
        Assert.Equal(20_000 - twice, calls.SelectMany(call => call).DistinctBy(reading => reading.Id).Count());
    }

    [Fact]
    public async Task Corse_is_measured_only_sometimes()
    {
        var calls = await CallAsync(20, At(2, 12));

        Assert.InRange(calls.Count(call => call.Any(reading => reading.IsInCorse)), 5, 15);
    }

    [Fact]
    public async Task Afternoons_summers_and_the_south_are_warmer()
    {
        var night = Mean(await CallAsync(1, At(2, 3)));
        var afternoon = Mean(await CallAsync(1, At(2, 15)));
        var summer = Mean(await CallAsync(1, At(7, 15)));
        var call = (await CallAsync(1, At(7, 15))).Single();

        Assert.InRange(afternoon - night, 7, 12);
        Assert.InRange(summer - afternoon, 10, 20);
        Assert.InRange(Mean([[.. call.Where(r => r.Latitude < 45)]]) - Mean([[.. call.Where(r => r.Latitude > 49)]]), 2, 6);
    }

    private static DateTimeOffset At(int month, int hour) => new(2019, month, 19, hour, 0, 0, TimeSpan.Zero);

    private static double Mean(Measured[][] calls) =>
        calls.SelectMany(call => call).Average(reading => reading.Temperature).GetValueOrDefault();

    private static async Task<Measured[][]> CallAsync(int calls, DateTimeOffset at)
    {
        var options = new SimulatedSensorApiOptions { Key = "k" };
        await using var api = await SimulatedSensorApi.StartAsync(options, new FakeTimeProvider(at), Cancellation);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(SimulatedSensorApi.KeyHeader, "k");
        var answers = new Measured[calls][];
        for (var i = 0; i < calls; i++)
        {
            using var json = JsonDocument.Parse(await http.GetByteArrayAsync(api.Url, Cancellation));
            answers[i] = [.. json.RootElement.EnumerateArray().Select(Measured.Of)];
        }

        return answers;
    }

    private sealed record Measured(string Id, double Latitude, double Longitude, double? Temperature, string Country)
    {
        public bool IsInCorse => Longitude > 8.5 && Latitude < 43 && Country == "France";

        public static Measured Of(JsonElement reading) => new(
            reading.GetProperty("id").GetString()!,
            reading.GetProperty("lat").GetDouble(),
            reading.GetProperty("lon").GetDouble(),
            reading.GetProperty("temperature") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null,
            reading.GetProperty("country").GetString()!);
    }
}
