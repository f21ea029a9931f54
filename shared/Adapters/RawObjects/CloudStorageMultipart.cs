using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Isotherm.Adapters.RawObjects;

/// <summary>The body of a multipart upload: the resource of the object, then its bytes.</summary>
internal sealed class CloudStorageMultipart : HttpContent
{
    private readonly byte[] _head;
    private readonly ReadOnlyMemory<byte> _media;
    private readonly byte[] _tail;

    public CloudStorageMultipart(CloudStorageObject resource, ReadOnlyMemory<byte> media)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var json = JsonSerializer.Serialize(resource, CloudStorageJson.Default.CloudStorageObject);
        _head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{json}\r\n"
            + $"--{boundary}\r\nContent-Type: {resource.ContentType}\r\n\r\n");
        _media = media;
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        Headers.ContentType = new MediaTypeHeaderValue("multipart/related")
        {
            Parameters = { new NameValueHeaderValue("boundary", boundary) },
        };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_head, cancellationToken);
        await stream.WriteAsync(_media, cancellationToken);
        await stream.WriteAsync(_tail, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + _media.Length + _tail.Length;
        return true;
    }
}
