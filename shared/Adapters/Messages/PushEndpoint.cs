using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Isotherm.Adapters.Messages;

/// <summary>Where a <see cref="PushBroker"/> delivers to, over HTTP.</summary>
internal sealed class PushEndpoint(
    Uri address, HttpMessageHandler? handler, PushBrokerOptions options, TimeProvider clock)
    : IDisposable
{
    /// <summary>The answers that acknowledge a push; every other is a failure, a redirect or 203 too.</summary>
    private static readonly HttpStatusCode[] Acknowledging =
    [
        HttpStatusCode.Processing, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted,
        HttpStatusCode.NoContent,
    ];

    private readonly HttpMessageInvoker _http = new(handler ?? PlainHandler(), disposeHandler: handler is null);

    /// <summary>Pushes once. True when it was acknowledged before the ack deadline.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with a push, it was not acknowledged.")]
    public async Task<bool> TryPushAsync(byte[] envelope, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(options.AckDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new ByteArrayContent(envelope);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return Acknowledging.Contains(response.StatusCode);
        }
        catch (Exception)
        {
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// As the service: no redirect is followed, and the trace travels in the attributes, not in a header.
    /// </summary>
    private static SocketsHttpHandler PlainHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
    };
}
