using System.Diagnostics;
using System.Globalization;
using System.Net;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Messages;
using Isotherm.Testing.Processes;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Published.Tests;

/// <summary>
/// The published functions on Cloud Storage over sockets and the real MySQL, killed (SIGKILL) at random moments while a
/// schedule calls and a broker delivers, repeats and reorders. In the end nothing is lost and nothing counted twice, as
/// <c>isotherm verify</c> sees it. <c>ISOTHERM_KILLS</c> says how often (20 unless set).
/// </summary>
public sealed class KilledProcessesTests
{
    private const int UsualKills = 20;
    private const int Readings = 400;
    private const int Answers = 200;
    private const int Seed = 17;

    private static readonly DateTimeOffset First = new(2019, 2, 19, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Between two hours of the schedule.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);

    private readonly Random _random = new(Seed);
    private readonly HashSet<string> _published = [];

    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("ISOTHERM_KILLS"), out var kills) ? kills : UsualKills;

    [Fact]
    public async Task Killed_at_random_moments_the_functions_lose_nothing_and_count_nothing_twice()
    {
        NativeFunctions.Folder();
        var cancellation = TestContext.Current.CancellationToken;
        await using var places = await Places.CloudAsync(";SslMode=Required");
        await using var api = RudeServer.Start(
            [.. Enumerable.Range(0, Answers).Select(seed => RudeAnswer.Json(GeneratedAnswer.Json(Readings, seed)))]);
        await using var fetch = new Mortal(() => Functions.Fetch(FunctionBuild.Native, places, api.Url));
        await using var aggregate = new Mortal(() => Functions.Aggregate(FunctionBuild.Native, places));
        await fetch.StartAsync(cancellation);
        await aggregate.StartAsync(cancellation);
        using var handler = new CurrentAddress(aggregate);
        await using var broker = new PushBroker(
            new Uri("http://127.0.0.1/"), Rude(), TimeProvider.System, deadLetters: null, handler);

        var killing = KillAsync(fetch, aggregate, cancellation);
        var hours = 0;
        while (!killing.IsCompleted) await ImportAsync(fetch, hours++, places, broker, cancellation);
        await killing;
        await broker.IdleAsync(cancellation);

        Assert.Empty(Places.Messages(places.DeadLetters));
        Assert.Equal(
            [$"complete|{hours}|"], await places.QueryAsync("SELECT state, COUNT(*) FROM runs GROUP BY state"));
        var (code, said) = await VerifyAsync(places, hours, cancellation);
        Assert.True(code == 0, said);
    }

    private static PushBrokerOptions Rude() => new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(20),
        MaxBackoff = TimeSpan.FromMilliseconds(200),
        DuplicateShare = 0.3,
        ReorderWindow = 2,
        Seed = Seed,
    };

    private async Task KillAsync(Mortal fetch, Mortal aggregate, CancellationToken cancellation)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            var wait = TimeSpan.FromMilliseconds(_random.Next(5, 250));
            await Task.Delay(wait, TimeProvider.System, cancellation);
            await (kill % 2 == 0 ? fetch : aggregate).KillAsync(cancellation);
        }
    }

    /// <summary>One hour: calls fetch as the schedule does, until it says that it is done.</summary>
    private async Task ImportAsync(
        Mortal fetch, int hour, Places places, PushBroker broker, CancellationToken cancellation)
    {
        using var handler = new CurrentAddress(fetch);
        using var http = new HttpClient(handler);
        var scheduled = First.AddHours(hour).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        while (!await TryImportAsync(http, scheduled, cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellation);

        // What a killed fetch had published already comes too, as it would from Pub/Sub.
        var messages = Places.Messages(places.Topic).Where(_published.Add)
            .Select(body => new OutgoingMessage(body, new Dictionary<string, string>()));
        await broker.PublishAsync([.. messages], cancellation);
        await Task.Delay(Pace, TimeProvider.System, cancellation);
    }

    private static async Task<bool> TryImportAsync(HttpClient http, string scheduled, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/");
        request.Headers.Add("X-CloudScheduler-ScheduleTime", scheduled);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Said)> VerifyAsync(
        Places places, int hours, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "isotherm.dll"), "verify",
            "--from", First.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture),
            "--to", First.AddHours(hours - 1).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture),
            "--bucket", places.Raw, "--shapes-bucket", places.Raw, "--database", places.Location,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in places.Environment) start.Environment[name] = value;
        using var verify = Process.Start(start)!;
        var errors = verify.StandardError.ReadToEndAsync(cancellation);
        var said = await verify.StandardOutput.ReadToEndAsync(cancellation);
        await verify.WaitForExitAsync(cancellation);
        return (verify.ExitCode, said + await errors);
    }
}
