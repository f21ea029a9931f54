using Microsoft.AspNetCore.Http;

namespace Isotherm.Hosting;

/// <summary>The body of a request, whole: requests are short, and the host has a limit on their length.</summary>
public static class RequestBody
{
    /// <exception cref="BadHttpRequestException">
    /// The body is too large, too slow or cut, or has a content encoding: nobody who calls a function sends one, and
    /// what is not decompressed cannot grow.
    /// </exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException(
                "Send the body without Content-Encoding.", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
