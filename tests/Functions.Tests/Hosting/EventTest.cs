using System.Text;
using Isotherm.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>What the tests of event input share: a function that records, behind a real socket.</summary>
public abstract class EventTest : IAsyncLifetime
{
    protected const string Push =
        """
        {"message":{"data":"eyJhIjoxfQ==","attributes":{"run":"r1"},"messageId":"7",
        "publishTime":"2026-01-02T03:04:05.123456789Z"},
        "subscription":"projects/p/subscriptions/s","deliveryAttempt":3}
        """;

    private FunctionHost? _host;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected RecordingFunction Function { get; } = new();

    private protected CapturedLogs Logs { get; } = new();

    protected HttpClient Http { get; } = new();

    protected Uri Address => _host!.Address;

    public async ValueTask InitializeAsync()
    {
        var endpoint = new CloudEventEndpoint(Function, Logs.CreateLogger("Isotherm.Test"));
        _host = await FunctionHost.StartAsync(
            FunctionHostOptions.Local(port: 0, TimeSpan.FromSeconds(240)),
            endpoint,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        Http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<HttpResponseMessage> PostAsync(
        string body, string? contentType = "application/json", params string[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), contentType, "", headers);

    protected async Task<HttpResponseMessage> PostAsync(
        byte[] body, string? contentType, string path = "", params string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path));
        request.Content = new ByteArrayContent(body);
        if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var header in headers)
        {
            var at = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..at], header[(at + 1)..].Trim());
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, Cancellation);
    }
}
