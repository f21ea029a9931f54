using System.Text;
using CloudNative.CloudEvents;
using Isotherm.Functions.Tests.Hosting;
using Isotherm.Hosting;
using Isotherm.Hosting.Traces;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Functions.Tests.Telemetry;

/// <summary>The trace that a caller or a message sends is that of the work, also when nobody collects spans.</summary>
public sealed class TraceOfRequest : IDisposable
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = "00-" + Trace + "-b7ad6b7169203331-01";
    private const string OfMessage = "00-11111111111111111111111111111111-2222222222222222-01";

    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("traceparent", Parent, Parent)]
    [InlineData("traceparent", "00-" + Trace + "-b7ad6b7169203331-00", "00-" + Trace + "-b7ad6b7169203331-00")]
    [InlineData("traceparent", "00-" + Trace + "-b7ad6b7169203331-0b", Parent)]
    [InlineData("traceparent", "00-00000000000000000000000000000000-b7ad6b7169203331-01", null)]
    [InlineData("traceparent", "00-" + Trace + "-0000000000000000-01", null)]
    [InlineData("traceparent", "ff-" + Trace + "-b7ad6b7169203331-01", null)]
    [InlineData("X-Cloud-Trace-Context", Trace + "/13235353014750950193;o=1", Parent)]
    [InlineData("X-Cloud-Trace-Context", "0AF7651916CD43DD8448EB211C80319C/13235353014750950193;o=1", Parent)]
    [InlineData("X-Cloud-Trace-Context", Trace + "/1;o=0", "00-" + Trace + "-0000000000000001-00")]
    [InlineData("X-Cloud-Trace-Context", Trace + "/1", "00-" + Trace + "-0000000000000001-00")]
    [InlineData("X-Cloud-Trace-Context", "00000000000000000000000000000000/1;o=1", null)]
    [InlineData("X-Cloud-Trace-Context", Trace + "x/1", null)]
    [InlineData("X-Cloud-Trace-Context", "short/1;o=1", null)]
    [InlineData("X-Other", Parent, null)]
    public async Task The_trace_of_a_header_is_passed_on(string header, string value, string? expected) =>
        Assert.Equal(expected, await TraceAsync((header, value)));

    [Theory]
    [InlineData(Trace)]
    [InlineData(Trace + ";o=1")]
    [InlineData(Trace + "/0;o=1")]
    [InlineData(Trace + "/99999999999999999999;o=1")]
    public async Task A_trace_without_a_span_keeps_its_id(string value) =>
        Assert.StartsWith(
            $"00-{Trace}-", await TraceAsync(("X-Cloud-Trace-Context", value)), StringComparison.Ordinal);

    [Fact]
    public async Task The_standard_header_wins_over_the_one_of_Google() => Assert.Equal(
        Parent, await TraceAsync(("traceparent", Parent), ("X-Cloud-Trace-Context", new string('1', 32) + "/1;o=1")));

    [Theory]
    [InlineData(OfMessage, null, OfMessage)]
    [InlineData(OfMessage, Parent, OfMessage)]
    [InlineData(null, Parent, Parent)]
    [InlineData("00-nonsense", Parent, Parent)]
    [InlineData(null, null, null)]
    public async Task The_trace_of_a_message_wins_over_that_of_its_push(string? message, string? push, string? expected)
    {
        string? seen = "nothing";
        var function = new TracingFunction(trace => seen = trace);
        await using var host = await StartAsync(new CloudEventEndpoint(function, NullLogger.Instance));
        var attributes = message is null ? "{}" : $$"""{"traceparent":"{{message}}"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address);
        request.Content = new StringContent(
            $$"""{"message":{"messageId":"1","attributes":{{attributes}} } }""", Encoding.UTF8, "application/json");
        if (push is not null) request.Headers.Add("traceparent", push);

        using var response = await _http.SendAsync(request, Cancellation);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(expected, seen);
    }

    private async Task<string?> TraceAsync(params (string Name, string Value)[] headers)
    {
        string? seen = "nothing";
        await using var host = await StartAsync(new DelegateFunction(_ =>
        {
            seen = RequestTrace.TraceParentToPassOn;
            return Task.CompletedTask;
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, Cancellation);
        return seen;
    }

    private static Task<FunctionHost> StartAsync(IHttpFunction function) => FunctionHost.StartAsync(
        FunctionHostOptions.Local(port: 0, TimeSpan.FromSeconds(240)),
        function,
        TimeProvider.System,
        NullLoggerFactory.Instance,
        Cancellation);

    private sealed class TracingFunction(Action<string?> see) : ICloudEventFunction<MessagePublishedData>
    {
        public Task HandleAsync(
            CloudEvent cloudEvent, MessagePublishedData data, CancellationToken cancellationToken)
        {
            see(RequestTrace.TraceParentToPassOn);
            return Task.CompletedTask;
        }
    }
}
