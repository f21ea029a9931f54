using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Testing.Processes;
using Isotherm.Testing.Tables;

namespace Isotherm.Published.Tests;

/// <summary>The native report, a process that is asked over HTTP, answers what the ordinary build answers.</summary>
public sealed class ReportTests
{
    private static readonly string[] Addresses =
    [
        "/", "/?lang=fr&method=polygon", "/?method=difference&region=53&from=2018-06-01", "/?hour=2019-02-19T15",
        "/?hour=2019-02-19T14&as-of=2999-01-01T00:00:00Z", "/map.svg", "/map.svg?lang=fr&method=difference",
        "/api/v1/temperatures", "/api/v1/temperatures?format=csv&method=polygon",
        "/api/v1/temperatures?limit=5&region=53",
        "/api/v1/regions.geojson", "/api/v1/runs", "/api/v1/openapi.json", "/nowhere", "/api/nowhere",
        "/?hour=%3Cscript%3E", "/api/v1/temperatures?from=x&to=y&limit=0",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_SQLite_every_answer_is_that_of_the_ordinary_build()
    {
        NativeFunctions.Folder();
        await using var places = await Places.EmbeddedAsync();

        await AssertSameAsync(places);
    }

    [Fact]
    public async Task With_MySQL_over_TLS_every_answer_is_that_of_the_ordinary_build()
    {
        NativeFunctions.Folder();
        await using var places = await Places.CloudAsync(";SslMode=Required");

        await AssertSameAsync(places);
    }

    private static async Task AssertSameAsync(Places places)
    {
        var database = Databases.Open(places.Location, TimeProvider.System, out var refusal);
        Assert.True(database is not null, refusal);
        await database.Recorder.RecordPartAsync(PartEntries.Good, Cancellation);
        await database.Recorder.RecordFailureAsync(
            PartEntries.Failure(PartEntries.Key("2019-02-19T15:00:00Z", "b")), Cancellation);
        var ordinary = await AnswersAsync(FunctionBuild.Ordinary, places);
        var native = await AnswersAsync(FunctionBuild.Native, places);

        Assert.Equal(ordinary, native);
        Assert.Equal(Addresses.Length - 4, native.Count(answer => answer.StartsWith("200 ", StringComparison.Ordinal)));
    }

    private static async Task<string[]> AnswersAsync(FunctionBuild build, Places places)
    {
        await using var report = Functions.Report(build, places);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        })
        {
            BaseAddress = await report.AddressAsync(Cancellation),
        };
        var answers = new List<string>();
        foreach (var address in Addresses)
        {
            using var response = await http.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            var body = await response.Content.ReadAsStringAsync(Cancellation);
            var type = response.Content.Headers.ContentType;
            answers.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {type} {body}"));
        }

        using var health = await http.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.OK, health.StatusCode);
        report.Terminate();
        Assert.Equal(0, await report.ExitCodeAsync(Cancellation));
        return [.. answers];
    }
}
