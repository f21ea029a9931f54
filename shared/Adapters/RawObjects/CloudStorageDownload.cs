using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>Reads the bytes of one object as they are stored: never decompressed on the way.</summary>
internal sealed class CloudStorageDownload(CloudStorageObjects objects, string name)
{
    public CloudStorageConnection Connection => objects.Connection;

    public CloudStorageOperation Operation { get; } =
        objects.Operation("read", name, CloudStorageObjects.ReadRight);

    /// <summary>A checked stream of one generation (null: the live one), or null when there is none.</summary>
    public async Task<CloudStorageReadStream?> OpenAsync(long? generation, CancellationToken cancellation)
    {
        var response = await RequestAsync(generation, range: null, Connection.NewBudget(), cancellation);
        if (response is null) return null;
        if (Stored(response) is { } stored) return Begin(stored, generation, response);

        // An emulator may leave out what the service tells in headers: ask, and pin the generation that is told.
        response.Dispose();
        if (await objects.FindAsync(name, generation, cancellation) is not { } found) return null;
        response = await RequestAsync(found.Generation, range: null, Connection.NewBudget(), cancellation);
        return response is null ? null : Begin(found, generation, response);
    }

    public Task<byte[]?> ReadRangeAsync(long? generation, long offset, int length, CancellationToken cancellation)
    {
        var range = new RangeHeaderValue(offset, offset + length - 1);
        return Connection.SendAsync(
            Operation,
            () => Request(generation, range),
            async (response, limit) =>
            {
                using (response)
                {
                    if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return [];
                    if (await CloudStorageObjects.IsMissingAsync(Operation, response, limit)) return null;
                    await using var body = await response.Content.ReadAsStreamAsync(limit);
                    await SkipAsync(body, offset - Start(response), limit);
                    var bytes = new byte[length];
                    var read = await body.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, limit);
                    if (response.Content.Headers.ContentRange?.To is { } to && read < Math.Min(length, to - offset + 1))
                        throw new IOException("the answer ended before its range did");
                    return bytes[..read];
                }
            },
            Connection.NewBudget(),
            cancellation);
    }

    /// <summary>The answer whose body begins at the range or at 0, or null when there is no such generation.</summary>
    public Task<HttpResponseMessage?> RequestAsync(
        long? generation, RangeHeaderValue? range, CloudStorageBudget budget, CancellationToken cancellation) =>
        Connection.SendAsync(Operation, () => Request(generation, range), ReceiveAsync, budget, cancellation);

    public Task<CloudStorageTry<HttpResponseMessage?>> TryRequestAsync(
        long generation, RangeHeaderValue range, CloudStorageBudget budget, CancellationToken cancellation) =>
        Connection.TryAsync(() => Request(generation, range), ReceiveAsync, budget, authorize: true, cancellation);

    /// <summary>
    /// The offset in the object of the first byte of an answer. A service may ignore the range, and the official test
    /// bench answers a range with 200 where its stream is to break: the range that is told counts, whatever the status.
    /// </summary>
    public long Start(HttpResponseMessage response)
    {
        var from = response.Content.Headers.ContentRange?.From;
        if (response.StatusCode != HttpStatusCode.PartialContent) return from ?? 0;
        return from ?? throw Operation.Failed("a partial answer does not tell its range");
    }

    /// <summary>Reads over bytes that are known already.</summary>
    public async Task SkipAsync(Stream body, long count, CancellationToken cancellation)
    {
        if (count < 0) throw Operation.Failed("the answer begins after the range that was asked for");
        var buffer = new byte[Math.Min(count, 64 * 1024)];
        for (var left = count; left > 0;)
        {
            var read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellation);
            if (read == 0) throw new IOException("the answer ended before its range");
            left -= read;
        }
    }

    private async Task<HttpResponseMessage?> ReceiveAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (await CloudStorageObjects.IsMissingAsync(Operation, response, cancellation))
        {
            response.Dispose();
            return null;
        }

        var stored = Header(response, "x-goog-stored-content-encoding");
        if (stored == "gzip" && !response.Content.Headers.ContentEncoding.Contains("gzip"))
            throw Operation.Failed("it was decompressed on the way, so its checksum says nothing");
        return response;
    }

    private HttpRequestMessage Request(long? generation, RangeHeaderValue? range)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, objects.Names.Object(name, generation, media: true));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        request.Headers.Range = range;
        return request;
    }

    private CloudStorageReadStream Begin(StoredObject stored, long? asked, HttpResponseMessage response)
    {
        if (asked is null || asked == stored.Generation) return new CloudStorageReadStream(this, stored, response);
        response.Dispose();
        throw Operation.Failed($"generation {asked} was asked for, {stored.Generation} was answered");
    }

    private StoredObject? Stored(HttpResponseMessage response) =>
        Generation(response) is { } generation
        && Number(response, "x-goog-stored-content-length") is { } size
        && Crc32C(response) is { } crc32C
            ? new StoredObject(name, generation, size, crc32C)
            : null;

    public static long? Generation(HttpResponseMessage response) => Number(response, "x-goog-generation");

    private static string? Crc32C(HttpResponseMessage response) =>
        Header(response, "x-goog-hash")?.Split(',')
            .Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith("crc32c=", StringComparison.Ordinal))?["crc32c=".Length..];

    private static long? Number(HttpResponseMessage response, string header) =>
        long.TryParse(Header(response, header), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Header(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? string.Join(',', values) : null;
}
