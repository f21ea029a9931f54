using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Testing.RawObjects;

/// <summary>What <see cref="RudeStorage"/> shows of its objects, and their end.</summary>
internal sealed class RudeStorageDownloads(RudeStorage storage)
{
    public Task HandleAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault)
    {
        if (call.Request == RudeStorageRequest.List) return ListAsync(context, fault);
        if (storage.Objects.Find(call.Name, call.Generation) is not { } found)
            return RudeStorage.ErrorAsync(context, 404, $"No such object: {RudeStorage.Bucket}/{call.Name}");
        if (call.Request == RudeStorageRequest.Media) return MediaAsync(context, found, fault);
        if (call.Request == RudeStorageRequest.Delete)
        {
            storage.Objects.Delete(call.Name, call.Generation);
            if (fault?.Kind == RudeStorageFaultKind.ResetAfter) RudeStorage.Reset(context);
            else context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(
            fault?.Kind == RudeStorageFaultKind.Answer ? fault.Text : found.ToJson(fault).ToJsonString());
    }

    private async Task ListAsync(HttpContext context, RudeStorageFault? fault)
    {
        var query = context.Request.Query;
        var prefix = query["prefix"].ToString();
        var below = storage.Objects.All.Where(kept => kept.Name.StartsWith(prefix, StringComparison.Ordinal));
        var rest = below.SkipWhile(kept => query["pageToken"] is [var token] && kept.Name != Decode(token)).ToArray();
        var size = int.Parse(query["maxResults"].ToString(), CultureInfo.InvariantCulture);
        if (storage.IgnoresPages) (rest, size) = ([.. below.Reverse()], int.MaxValue);
        var page = new JsonObject { ["kind"] = "storage#objects" };
        if (rest.Length > 0)
            page["items"] = new JsonArray([.. rest.Take(size).Select(kept => kept.ToJson(fault))]);
        if (rest.Length > size) page["nextPageToken"] = Encode(rest[size].Name);
        await context.Response.WriteAsync(
            fault?.Kind == RudeStorageFaultKind.Answer ? fault.Text : page.ToJsonString());
    }

    private async Task MediaAsync(HttpContext context, RudeStorageObject found, RudeStorageFault? fault)
    {
        var bytes = found.Bytes.ToArray();
        var transcodes = found.ContentEncoding == "gzip" && (fault?.Kind == RudeStorageFaultKind.Decompress
            || !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal));
        if (fault?.Kind != RudeStorageFaultKind.Taciturn) Describe(context, found, fault, transcodes);
        if (transcodes)
        {
            using var plain = new MemoryStream();
            await using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
                await gzip.CopyToAsync(plain);
            bytes = plain.ToArray();
        }

        if (fault?.Kind == RudeStorageFaultKind.CorruptBytes) bytes[bytes.Length / 2] ^= 1;
        if (Range(context) is { } range && !transcodes && fault?.Kind != RudeStorageFaultKind.IgnoreRange)
        {
            if (range.From >= bytes.Length)
            {
                await RudeStorage.ErrorAsync(context, 416, "The requested range cannot be satisfied.");
                return;
            }

            var last = Math.Min(range.To ?? long.MaxValue, bytes.Length - 1);
            if (fault?.Kind != RudeStorageFaultKind.PartAsWhole)
                context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes {range.From}-{last}/{bytes.Length}");
            bytes = bytes[(int)range.From!.Value..((int)last + 1)];
        }

        await SendAsync(context, bytes, fault);
    }

    private async Task SendAsync(HttpContext context, byte[] bytes, RudeStorageFault? fault)
    {
        var strikes = fault?.Kind is RudeStorageFaultKind.CutDownload or RudeStorageFaultKind.EndDownload
            or RudeStorageFaultKind.StallDownload or RudeStorageFaultKind.PartAsWhole;
        var isCut = fault?.Kind == RudeStorageFaultKind.CutDownload
            || (fault?.Kind == RudeStorageFaultKind.PartAsWhole && fault.At < bytes.Length);
        if (fault?.Kind != RudeStorageFaultKind.EndDownload) context.Response.ContentLength = bytes.Length;
        var sent = strikes ? Math.Min(fault!.At, bytes.Length) : bytes.Length;
        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
        await context.Response.Body.FlushAsync();
        if (isCut) RudeStorage.Reset(context);
        if (fault?.Kind == RudeStorageFaultKind.StallDownload) await storage.StallAsync(context);
    }

    private static void Describe(
        HttpContext context, RudeStorageObject found, RudeStorageFault? fault, bool transcodes)
    {
        var headers = context.Response.Headers;
        var wrong = fault?.Kind == RudeStorageFaultKind.WrongGeneration ? 1 : 0;
        headers["x-goog-generation"] = (found.Generation + wrong).ToString(CultureInfo.InvariantCulture);
        headers["x-goog-stored-content-length"] = found.Bytes.Length.ToString(CultureInfo.InvariantCulture);
        headers["x-goog-stored-content-encoding"] = found.ContentEncoding ?? "identity";
        headers["x-goog-hash"] = fault?.Kind == RudeStorageFaultKind.WrongChecksum
            ? "crc32c=deadbe=="
            : $"crc32c={found.Crc32C},md5=unused==";
        if (found.ContentEncoding is not null && !transcodes) headers.ContentEncoding = found.ContentEncoding;
    }

    private static RangeItemHeaderValue? Range(HttpContext context) =>
        RangeHeaderValue.TryParse(context.Request.Headers.Range.ToString(), out var range)
            ? range.Ranges.Single()
            : null;

    private static string Encode(string name) => Convert.ToHexString(Encoding.UTF8.GetBytes(name));

    private static string Decode(string? token) => Encoding.UTF8.GetString(Convert.FromHexString(token!));
}
