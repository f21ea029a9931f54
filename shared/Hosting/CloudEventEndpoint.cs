using CloudNative.CloudEvents;
using Isotherm.Hosting.Events;
using Isotherm.Hosting.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>
/// Turns requests into messages of Pub/Sub for a function that takes them: 204 when it returns, 400 with a short
/// reason for a request that is no event, 405 for a method other than POST (GET is a sign of life). The work goes on in
/// the trace that the message carries in its attribute <c>traceparent</c>.
/// </summary>
public sealed class CloudEventEndpoint(ICloudEventFunction<MessagePublishedData> function, ILogger log) : IHttpFunction
{
    public async Task HandleAsync(HttpContext context)
    {
        if (SignOfLife.Answer(context)) return;
        var (cloudEvent, data) = await ReadAsync(context.Request);
        RequestSpan.Continue(context, data.Message.Attributes.GetValueOrDefault("traceparent"));
        await function.HandleAsync(cloudEvent, data, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Whatever keeps a request from becoming an event, a caller that hangs up too, is one log line.</summary>
    private async Task<(CloudEvent Event, MessagePublishedData Data)> ReadAsync(HttpRequest request)
    {
        try
        {
            return await EventReader.ReadAsync(request);
        }
        catch (Exception refused)
        {
            var answer = FailureToStatus.Of(refused);
            log.EventRefused(answer.Status, answer.Reason);
            throw;
        }
    }
}
