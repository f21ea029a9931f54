using System.Net;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Inputs;

/// <summary>Gets a document by http or https, of bounded size and in bounded time, unpacked.</summary>
internal sealed class BoundedDownload(TimeProvider clock, TimeSpan limit, int maxBytes)
{
    private const int Redirects = 5;

    /// <summary>The address in a text, or null when it is a file name.</summary>
    public static Uri? AddressIn(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;

    /// <summary>An address as messages show it: without user, password and query, which may be secret.</summary>
    public static string Shown(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public async Task<Answer<byte[]>> GetAsync(Uri address, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await GetWithinAsync(address, either.Token);
        }
        catch (HttpRequestException e)
        {
            return $"{Shown(address)} cannot be reached: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{Shown(address)} gave no whole answer within {limit.TotalSeconds:0} s: "
                + "try again, or download it and name the file.";
        }
    }

    private async Task<Answer<byte[]>> GetWithinAsync(Uri address, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            MaxAutomaticRedirections = Redirects,
            UseCookies = false,
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("isotherm");
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!answer.IsSuccessStatusCode)
            return $"{Shown(address)} answered {(int)answer.StatusCode}: open it in a browser to see why.";
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await WholeDocument.ReadAsync(body, Shown(address), maxBytes, cancellation);
    }
}
