namespace Isotherm.Published.Tests;

/// <summary>Sends every request to where a function listens now.</summary>
internal sealed class CurrentAddress(Mortal function) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = function.Address ?? throw new HttpRequestException("It is dead just now.");
        return base.SendAsync(request, cancellationToken);
    }
}
