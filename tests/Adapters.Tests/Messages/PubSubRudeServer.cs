using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Isotherm.Adapters.Tests.Messages;

/// <summary>What the rude server does with one request.</summary>
/// <param name="Takes">Whether the messages count as published.</param>
/// <param name="Answer">The bytes of the answer; null: made from the messages taken.</param>
/// <param name="Cut">Only so many bytes of the answer are sent, then the connection is reset; -1: all.</param>
/// <param name="Hangs">Never answers.</param>
internal sealed record RudeTurn(bool Takes, string? Answer = null, int Cut = -1, bool Hangs = false)
{
    public static RudeTurn Ok { get; } = new(Takes: true);

    public static RudeTurn ResetBefore { get; } = new(Takes: false, "", Cut: 0);

    public static RudeTurn ResetAfter { get; } = new(Takes: true, Cut: 0);

    public static RudeTurn CutAnswer { get; } = new(Takes: true, Cut: 60);

    public static RudeTurn Hang { get; } = new(Takes: false, Hangs: true);

    public static RudeTurn Status(int status, string body = "{}", string header = "", bool takes = false) =>
        new(takes, Http(status, body, header));

    public static string Http(int status, string body, string header)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        var head = $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{header}Content-Length: {length}";
        return head + "\r\n\r\n" + body;
    }
}

/// <summary>One request as it arrived.</summary>
internal sealed record RudeRequest(string Line, string Head, byte[] Body, int Messages);

/// <summary>
/// A Pub/Sub that misbehaves on order, on a real socket of 127.0.0.1: each request takes the next turn, and when there
/// is none left, it is served well.
/// </summary>
internal sealed class PubSubRudeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RudeTurn> _turns;
    private readonly Task _accepting;
    private int _ids;

    public PubSubRudeServer(params RudeTurn[] turns)
    {
        _turns = new ConcurrentQueue<RudeTurn>(turns);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Every message taken, as text, in order.</summary>
    public ConcurrentQueue<string> Published { get; } = [];

    public ConcurrentQueue<RudeRequest> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                while (await ReadAsync(client.GetStream()) is { } request)
                {
                    var turn = _turns.TryDequeue(out var next) ? next : RudeTurn.Ok;
                    if (!await AnswerAsync(client, request, turn)) return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went away, which is its right.
            }
        }
    }

    private async Task<bool> AnswerAsync(TcpClient client, RudeRequest request, RudeTurn turn)
    {
        var ids = turn.Takes ? Take(request) : [];
        Requests.Enqueue(request);
        if (turn.Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
        var body = JsonSerializer.Serialize(new Dictionary<string, string[]> { ["messageIds"] = ids });
        var answer = Encoding.UTF8.GetBytes(turn.Answer ?? RudeTurn.Http(200, body, ""));
        var sent = turn.Cut < 0 ? answer.Length : Math.Min(turn.Cut, answer.Length);
        await client.GetStream().WriteAsync(answer.AsMemory(0, sent), _stop.Token);
        if (turn.Cut < 0) return true;
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        return false;
    }

    private string[] Take(RudeRequest request)
    {
        using var document = JsonDocument.Parse(request.Body);
        var messages = Messages(document);
        foreach (var message in messages)
        {
            Published.Enqueue(Encoding.UTF8.GetString(message.GetProperty("data").GetBytesFromBase64()));
        }

        return [.. messages.Select(_ => Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture))];
    }

    private async Task<RudeRequest?> ReadAsync(NetworkStream stream)
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            head += (char)one[0];
        }

        var lines = head.Split("\r\n");
        if (lines[0].StartsWith("GET ", StringComparison.Ordinal)) return new RudeRequest(lines[0], head, [], 0);
        var length = lines.First(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        using var document = JsonDocument.Parse(body);
        return new RudeRequest(lines[0], head, body, Messages(document).Length);
    }

    // A pull and an acknowledgement have none.
    private static JsonElement[] Messages(JsonDocument body) =>
        body.RootElement.TryGetProperty("messages", out var messages) ? [.. messages.EnumerateArray()] : [];
}
