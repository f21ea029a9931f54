using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Isotherm.Adapters.SensorApi;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Fetch;
using Isotherm.Hosting;
using Isotherm.Simulation.Loop;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Processes;

/// <summary>
/// A fetch that commits runs of several parts by the protocol of the design, through the product's own codecs: parts,
/// then the manifest, then the messages. It stands beside the real function until that cuts answers itself.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The client's handler is the simulation's.")]
internal sealed class ScriptedFetch(FetchOptions options, FetchParts parts, Draws draws, Action<string> cut)
    : IHttpFunction
{
    private const int MostParts = 4;

    private readonly SensorApiClient _api = new(options.SensorApi, parts.Clock, parts.Jitter, parts.SensorApi);

    public async Task HandleAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var asked = await AskedAsync(context.Request);
        var time = context.Request.Headers["X-CloudScheduler-ScheduleTime"].ToString();
        var start = RunStart.Decide(
            asked, time, parts.Clock.GetUtcNow(), options.SlotLength, parts.NewId()[..12]);
        var name = RawObjectName.Manifest(start.Key, options.SlotLength);
        var found = await parts.RawBucket.ReadAsync(name, cancellation);
        var manifest = found is { } there
            ? ManifestCodec.Read(there.Bytes) : await MakeAsync(start, name, cancellation);
        var attributes = new Dictionary<string, string> { ["version"] = "1", ["run"] = start.Key.Run.Value };
        await parts.Topic.PublishAsync(
            [.. manifest.Parts.Select(part => new OutgoingMessage(part.Message, attributes))], cancellation);
        context.Response.StatusCode = StatusCodes.Status200OK;
        await context.Response.WriteAsync(
            $$"""{"run":"{{start.Key.Run}}","slot":"{{start.Key.Slot}}"}""", cancellation);
    }

    private static async Task<RunRequest> AskedAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (body.Length == 0) return RunRequest.None;
        using var document = JsonDocument.Parse(body.ToArray());
        var isRead = UtcText.TryParse(document.RootElement.GetProperty("hour").GetString(), out var hour);
        return new RunRequest(isRead ? hour : null, RunId.Parse(document.RootElement.GetProperty("run").GetString()!));
    }

    private async Task<Manifest> MakeAsync(RunStart start, string name, CancellationToken cancellation)
    {
        var bodies = Cut(await CallAsync(cancellation));
        var attempt = AttemptId.Parse(parts.NewId());
        var made = new List<ManifestPart>();
        for (var i = 0; i < bodies.Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(bodies[i].Text);
            cut(bodies[i].Text);
            var part = RawObjectName.Of(start.Key, options.SlotLength, attempt, i).ToString();
            var stored = (await parts.RawBucket.CreateAsync(part, bytes, cancellation)).Written
                ?? await parts.RawBucket.FindAsync(part, cancellation)
                ?? throw new TransientException($"The bucket does not hold {part}.");
            var message = MessageCodec.Write(new PartMessage(
                start.Key, start.StartedAt, parts.RawBucket.Name, part, stored.Generation, i, bodies.Count));
            made.Add(new ManifestPart(stored, bodies[i].Records, message));
        }

        var manifest = new Manifest(start.Key, start.StartedAt, options.SensorApi.Source, made);
        var created = await parts.RawBucket.CreateAsync(name, ManifestCodec.Write(manifest), cancellation);
        if (!created.PreconditionFailed) return manifest;
        var winner = await parts.RawBucket.ReadAsync(name, cancellation);
        return winner is { } read
            ? ManifestCodec.Read(read.Bytes) : throw new TransientException($"{name} cannot be read.");
    }

    private async Task<byte[]> CallAsync(CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var answer = await _api.GetAsync(
            bytes =>
            {
                body.Write(bytes.Span);
                return ValueTask.FromResult(true);
            },
            cancellation);
        return answer.Refusal is null ? body.ToArray() : throw new TransientException(answer.Refusal);
    }

    private List<(string Text, int Records)> Cut(byte[] body)
    {
        try
        {
            var start = body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            using var document = JsonDocument.Parse(body.AsMemory(start));
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new TransientException("No array.");
            string[] records = [.. document.RootElement.EnumerateArray().Select(record => record.GetRawText())];
            var count = Math.Clamp(draws.Between(2, MostParts), 1, Math.Max(1, records.Length));
            var size = Math.Max(1, (records.Length + count - 1) / count);
            return records.Length == 0
                ? [("[]", 0)]
                : [.. records.Chunk(size).Select(some => ($"[{string.Join(',', some)}]", some.Length))];
        }
        catch (JsonException broken)
        {
            throw new TransientException("The answer is no JSON: " + broken.Message, broken);
        }
    }
}
