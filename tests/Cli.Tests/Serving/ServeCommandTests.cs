using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Isotherm.Testing.SensorApi;

namespace Isotherm.Cli.Tests.Serving;

public sealed partial class ServeCommandTests
{
    private const string Request = """{"hour":"2019-02-19T14","run":"by-hand"}""";

    [Fact]
    public async Task A_run_that_is_called_for_reaches_the_tables()
    {
        using var shell = new Shell();
        var output = await ServeAsync(shell, async fetch => Assert.Equal(HttpStatusCode.OK, await PostAsync(fetch)));

        Said.Contains("(simulated)", output);
        var report = (await shell.RunAsync("report", "--database", "sqlite:isotherm-serve/isotherm.db")).Succeeded();
        Assert.Equal(13, report.Split("| 2019-02-19T14:00:00Z |").Length - 1);
    }

    [Fact]
    public async Task The_report_shows_what_was_aggregated_and_its_CSV_is_that_of_the_command()
    {
        using var shell = new Shell();
        var (page, csv) = ("", "");
        await ServeAsync(shell, async (fetch, report) =>
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(fetch));
            using var client = new HttpClient { BaseAddress = report };
            while (!page.Contains("Provence", StringComparison.Ordinal))
                page = await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
            var address = new Uri("/api/v1/temperatures?format=csv", UriKind.Relative);
            csv = await client.GetStringAsync(address, Cancellation);
        });

        var database = "sqlite:isotherm-serve/isotherm.db";
        var report = (await shell.RunAsync("report", "--format", "csv", "--database", database)).Succeeded();
        Assert.Equal(report, csv);
        Assert.Equal(1 + 13, csv.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task The_environment_tells_sensor_API_database_and_bucket()
    {
        await using var api = RudeServer.Start(RudeAnswer.Json(
            """[{"id":"a","lat":48.85,"lon":2.35,"temperature":7,"country":"France"}]"""));
        using var shell = new Shell();
        shell.Variables["SENSOR_API_URL"] = api.Url.ToString();
        shell.Variables["SENSOR_API_KEY"] = "planted-key";
        shell.Variables["DATABASE"] = "sqlite:here.db";
        shell.Variables["RAW_BUCKET"] = "file:raw-bucket";
        var output = await ServeAsync(shell, async fetch => Assert.Equal(HttpStatusCode.OK, await PostAsync(fetch)));

        Said.Contains($"sensor API   {api.Url}\n", output);
        Said.Contains("x-api-key: planted-key", api.Requests.Single().ToLowerInvariant());
        Said.Not("planted-key", output);
        Assert.True(Directory.Exists(shell.PathOf("raw-bucket/raw/v1/2019/02/19/14/by-hand")));
        Said.Contains(",7.000000,", (await shell.RunAsync("report", "--format", "csv")).Succeeded());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var shell = new Shell();
        var fetch = await shell.RunAsync("serve", "--fetch-port", port);
        var aggregate = await shell.RunAsync("serve", "--aggregate-port", port);
        var report = await shell.RunAsync("serve", "--report-port", port);

        Assert.All([fetch, aggregate, report], finished =>
        {
            Assert.Equal((1, ""), (finished.Code, finished.Output));
            Said.Contains($"127.0.0.1:{port}: address already in use: use another port, or 0", finished.Error);
        });
    }

    [Theory]
    [InlineData("--output", "", "--output is empty: name a folder.")]
    [InlineData("--fetch-port", "70000", "--fetch-port cannot be '70000'")]
    [InlineData("--database", "nonsense", "It is neither sqlite:PATH nor")]
    [InlineData("--bucket", "gs://x", "'gs://x' cannot be used as a bucket: write gs://BUCKET")]
    public async Task A_wrong_command_line_is_explained(string option, string value, string message)
    {
        using var shell = new Shell();

        Said.First(message, (await shell.RunAsync("serve", option, value)).Failed(code: 2));
    }

    [Theory]
    [InlineData("ftp://x", "k", "SENSOR_API_URL is no absolute http or https address.")]
    [InlineData("https://x", null, "SENSOR_API_KEY is not set, or holds what cannot stand in a header.")]
    [InlineData("https://x", "a b", "SENSOR_API_KEY is not set, or holds what cannot stand in a header.")]
    public async Task A_wrong_variable_is_named(string url, string? key, string message)
    {
        using var shell = new Shell();
        shell.Variables["SENSOR_API_URL"] = url;
        if (key is not null) shell.Variables["SENSOR_API_KEY"] = key;

        Said.First(message, (await shell.RunAsync("serve")).Failed(code: 2));
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        using var shell = new Shell();
        shell.Write("file", "x");

        Said.Contains("is a file", (await shell.RunAsync("serve", "--output", "file")).Failed());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<string> ServeAsync(Shell shell, Func<Uri, Task> use) =>
        ServeAsync(shell, (fetch, _) => use(fetch));

    private static async Task<string> ServeAsync(Shell shell, Func<Uri, Uri, Task> use)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new SignalWriter("Ctrl-C ends it.");
        using var error = new SignalWriter("never");
        var serving = Shell.RunAsync(shell.Surroundings(Stream.Null, output, error), stop.Token, "serve");
        await Task.WhenAny(serving, output.Seen);
        Assert.False(serving.IsCompleted, error.ToString());
        var said = output.ToString();
        await use(AddressIn(FetchAddress(), said), AddressIn(ReportAddress(), said));
        await stop.CancelAsync();

        Assert.Equal(0, await serving);
        return output.ToString();
    }

    private static async Task<HttpStatusCode> PostAsync(Uri fetch)
    {
        using var client = new HttpClient();
        using var body = new StringContent(Request, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(fetch, body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static Uri AddressIn(Regex pattern, string said) => new(pattern.Match(said).Groups[1].Value);

    [GeneratedRegex(@"report +(http://127\.0\.0\.1:\d+/)")]
    private static partial Regex ReportAddress();

    [GeneratedRegex(@"fetch +(http://127\.0\.0\.1:\d+/)")]
    private static partial Regex FetchAddress();
}
