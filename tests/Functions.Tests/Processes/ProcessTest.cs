using System.Text;
using Isotherm.Testing;
using Isotherm.Testing.Processes;

namespace Isotherm.Functions.Tests.Processes;

/// <summary>What the tests of whole processes share: a folder for buckets and topics, and HTTP.</summary>
public abstract class ProcessTest : IAsyncDisposable
{
    protected const string Key = "planted-key-0123456789abcdef";

    /// <summary>Two readings in the first region of the square shapes, one outside of all, one foreign.</summary>
    protected const string Readings =
        """
        [{"id":"a","lat":45.5,"lon":0.5,"temperature":10.5,"country":"France"},
         {"id":"b","lat":45.5,"lon":0.6,"temperature":11.0,"country":"France"},
         {"id":"c","lat":10,"lon":0.6,"temperature":50,"country":"France"},
         {"country":"Spain"}]
        """;

    private readonly TemporaryFolder _folder = new();

    protected static CancellationToken Cancellation => Patience.Cancellation;

    protected HttpClient Http { get; } = new();

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected string Folder(string name) => Path.Combine(_folder.Path, name);

    private protected FunctionUnderTest StartFetch(Uri api, params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            "Fetch",
            [
                ("SENSOR_API_URL", api.ToString()),
                ("SENSOR_API_KEY", Key),
                ("RAW_BUCKET", "file:" + Folder("raw")),
                ("TOPIC", "file:" + Folder("topic")),
                .. more,
            ]);

    private protected FunctionUnderTest StartAggregate(string database, params (string Name, string Value)[] more) =>
        FunctionUnderTest.Start(
            "Aggregate",
            [
                ("RAW_BUCKET", "file:" + Folder("raw")),
                ("DEAD_LETTER_TOPIC", "file:" + Folder("dead")),
                ("DATABASE", database),
                .. more,
            ]);

    protected async Task<int> SendAsync(
        Uri address, string method, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return (int)response.StatusCode;
    }
}
