using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Testing.RawObjects;

/// <summary>The uploads of <see cref="RudeStorage"/>: in one request, and resumable.</summary>
internal sealed class RudeStorageUploads(RudeStorage storage)
{
    private const int Quantum = 256 * 1024;

    private readonly ConcurrentDictionary<string, RudeStorageSession> _sessions = new(StringComparer.Ordinal);

    public Task HandleAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault) => call.Request switch
    {
        RudeStorageRequest.Insert => InsertAsync(context, call, fault),
        RudeStorageRequest.Start => StartAsync(context, call, fault),
        RudeStorageRequest.Cancel => CancelAsync(context, call),
        _ => ContinueAsync(context, call, fault),
    };

    private async Task InsertAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault)
    {
        if (fault?.Kind is RudeStorageFaultKind.CutUpload or RudeStorageFaultKind.StallUpload)
        {
            await context.Request.Body.ReadAtLeastAsync(new byte[fault.At], fault.At, throwOnEndOfStream: false);
            await BreakAsync(context, fault);
            return;
        }

        var type = MediaTypeHeaderValue.Parse(context.Request.ContentType);
        var parts = new MultipartReader(type.Boundary.Value!, context.Request.Body);
        var resource = JsonNode.Parse(await BytesAsync((await parts.ReadNextSectionAsync())!.Body))!.AsObject();
        var bytes = await BytesAsync((await parts.ReadNextSectionAsync())!.Body);
        var session = new RudeStorageSession((string?)resource["name"] ?? call.Name, call.Generation, resource);
        await session.Kept.WriteAsync(bytes);
        await FinishAsync(context, session, fault);
    }

    private async Task StartAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault)
    {
        var resource = JsonNode.Parse(await BytesAsync(context.Request.Body))!.AsObject();
        var id = Guid.NewGuid().ToString("N");
        _sessions[id] = new RudeStorageSession(call.Name, call.Generation, resource);
        if (fault?.Kind == RudeStorageFaultKind.ResetAfter)
        {
            RudeStorage.Reset(context);
            return;
        }

        if (fault?.Kind == RudeStorageFaultKind.Taciturn) return;
        context.Response.Headers.Location = fault?.Kind == RudeStorageFaultKind.Answer
            ? fault.Text
            : new Uri(storage.Endpoint, $"/upload/storage/v1/b/{call.Bucket}/o?uploadType=resumable&upload_id={id}")
                .AbsoluteUri;
    }

    private Task CancelAsync(HttpContext context, RudeStorageCall call)
    {
        _sessions.TryRemove(call.SessionId ?? "", out _);
        return RudeStorage.ErrorAsync(context, 499, "Client Closed Request");
    }

    private async Task ContinueAsync(HttpContext context, RudeStorageCall call, RudeStorageFault? fault)
    {
        if (!_sessions.TryGetValue(call.SessionId ?? "", out var session))
        {
            await RudeStorage.ErrorAsync(context, 404, "Upload not found");
            return;
        }

        if (session.Finished is not null)
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await AnswerAsync(context, session.Finished, fault);
            return;
        }

        var asked = context.Request.Headers.ContentRange.ToString();
        if (asked == "bytes */*")
        {
            await IncompleteAsync(context, session, fault);
            return;
        }

        var range = ContentRangeHeaderValue.Parse(asked);
        if (range.HasRange && !await KeepAsync(context, session, range, fault)) return;
        var isWhole = range.Length == session.Kept.Length && fault?.Kind != RudeStorageFaultKind.KeepAllButFinish;
        if (isWhole) await FinishAsync(context, session, fault);
        else await IncompleteAsync(context, session, fault);
    }

    /// <summary>Takes the bytes of a chunk; false when that was already the end of the request.</summary>
    private async Task<bool> KeepAsync(
        HttpContext context, RudeStorageSession session, ContentRangeHeaderValue range, RudeStorageFault? fault)
    {
        if (fault?.Kind is RudeStorageFaultKind.CutUpload or RudeStorageFaultKind.StallUpload)
        {
            var cut = new byte[fault.At];
            var read = await context.Request.Body.ReadAtLeastAsync(cut, fault.At, throwOnEndOfStream: false);
            await session.Kept.WriteAsync(cut.AsMemory(0, read / Quantum * Quantum));
            await BreakAsync(context, fault);
            return false;
        }

        var bytes = await BytesAsync(context.Request.Body);
        var refusal = range.From != session.Kept.Length ? $"starts at {range.From}, not at {session.Kept.Length}"
            : range.To - range.From + 1 != bytes.Length ? "its length is not that of its range"
            : !range.HasLength && bytes.Length % Quantum != 0 ? "not a multiple of 256 KiB"
            : null;
        if (refusal is not null)
        {
            await RudeStorage.ErrorAsync(context, 400, "Invalid chunk: " + refusal);
            return false;
        }

        var isPart = fault?.Kind is RudeStorageFaultKind.KeepOnly or RudeStorageFaultKind.KeepThenStatus;
        await session.Kept.WriteAsync(bytes.AsMemory(0, isPart ? Math.Min(fault!.At, bytes.Length) : bytes.Length));
        if (fault?.Kind != RudeStorageFaultKind.KeepThenStatus) return true;
        await RudeStorage.ErrorAsync(context, fault.StatusCode, "kept some, but not told");
        return false;
    }

    private async Task BreakAsync(HttpContext context, RudeStorageFault fault)
    {
        if (fault.Kind == RudeStorageFaultKind.StallUpload) await storage.StallAsync(context);
        else RudeStorage.Reset(context);
    }

    private static async Task IncompleteAsync(HttpContext context, RudeStorageSession session, RudeStorageFault? fault)
    {
        switch (fault?.Kind)
        {
            case RudeStorageFaultKind.ResetAfter:
                RudeStorage.Reset(context);
                return;
            case RudeStorageFaultKind.StatusAfter:
                context.Response.StatusCode = fault.StatusCode;
                return;
            case RudeStorageFaultKind.Answer:
                await context.Response.WriteAsync(fault.Text);
                return;
            default:
                context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
                var last = (session.Kept.Length - 1).ToString(CultureInfo.InvariantCulture);
                if (fault?.Kind == RudeStorageFaultKind.ClaimKept) context.Response.Headers.Range = fault.Text;
                else if (session.Kept.Length > 0) context.Response.Headers.Range = "bytes=0-" + last;
                return;
        }
    }

    private async Task FinishAsync(HttpContext context, RudeStorageSession session, RudeStorageFault? fault)
    {
        var bytes = session.Kept.ToArray();
        var crc32C = Core.RawObjects.Crc32C.Of(bytes);
        var told = context.Request.Headers["x-goog-hash"].ToString();
        if ((told.Length > 0 && told != "crc32c=" + crc32C)
            || (session.Resource["crc32c"] is { } sent && (string?)sent != crc32C))
        {
            await RudeStorage.ErrorAsync(context, 400, "Provided CRC32C does not match the calculated one.");
            return;
        }

        var put = storage.Objects.Put(session.Name, bytes, session.ExpectedGeneration, session.Resource);
        session.Finished = put;
        if (put is not null) await AnswerAsync(context, put, fault);
        else await RudeStorage.ErrorAsync(context, 412, "A precondition did not hold.");
    }

    private static async Task AnswerAsync(HttpContext context, RudeStorageObject finished, RudeStorageFault? fault)
    {
        switch (fault?.Kind)
        {
            case RudeStorageFaultKind.ResetAfter:
                RudeStorage.Reset(context);
                return;
            case RudeStorageFaultKind.StatusAfter:
                await RudeStorage.ErrorAsync(context, fault.StatusCode, "done, but not told");
                return;
            case RudeStorageFaultKind.Answer:
                await context.Response.WriteAsync(fault.Text);
                return;
            default:
                await context.Response.WriteAsync(finished.ToJson(fault).ToJsonString());
                return;
        }
    }

    private static async Task<byte[]> BytesAsync(Stream body)
    {
        using var bytes = new MemoryStream();
        await body.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
