using Isotherm.Hosting.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting;

/// <summary>
/// Turns requests into messages of Pub/Sub for a function that takes them: 204 when it returns, 400 with a short
/// reason for a request that is no event, 405 for a method other than POST (GET is a sign of life).
/// </summary>
public sealed class CloudEventEndpoint(ICloudEventFunction<MessagePublishedData> function, ILogger log) : IHttpFunction
{
    public async Task HandleAsync(HttpContext context)
    {
        if (SignOfLife.Answer(context)) return;
        try
        {
            var (cloudEvent, data) = await EventReader.ReadAsync(context.Request);
            await function.HandleAsync(cloudEvent, data, context.RequestAborted);
        }
        catch (Exception refused) when (refused is MalformedEventException or BadHttpRequestException)
        {
            log.EventRefused(FailureToStatus.Of(refused).Status, refused.Message);
            throw;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
