using System.Collections.Concurrent;
using System.Diagnostics;

namespace Isotherm.Functions.Tests.Report;

/// <summary>A question is a span in the trace of who asks.</summary>
public sealed class ReportTrace : ReportTest
{
    [Theory]
    [InlineData("GET", "/api/v1/runs", 200)]
    [InlineData("HEAD", "/", 200)]
    [InlineData("GET", "/api/v1/runs?limit=0", 400)]
    [InlineData("POST", "/", 405)]
    public async Task Every_request_has_a_span_in_the_trace_of_who_asks(string method, string address, int status)
    {
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Isotherm.Hosting",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var answer = await SendAsync(
            new HttpMethod(method), address, ("traceparent", $"00-{trace}-b7ad6b7169203331-01"));

        Assert.Equal(status, answer.Status);
        var span = Assert.Single(spans, span => span.TraceId == trace);
        Assert.Equal("report", span.OperationName);
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
    }
}
