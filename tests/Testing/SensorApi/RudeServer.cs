using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Testing.SensorApi;

/// <summary>
/// A server over real sockets that answers as it is told, however wrong. Each request gets the next answer, and the
/// last
/// one again when there are no more. One request a connection.
/// </summary>
public sealed class RudeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RudeAnswer[] _answers;
    private readonly List<string> _requests = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    private RudeServer(RudeAnswer[] answers)
    {
        _answers = answers;
        _listener.Start();
        Url = new Uri($"http://{_listener.LocalEndpoint}/sensor/temperatures");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>The heads of the requests so far: request line and headers.</summary>
    public IReadOnlyList<string> Requests
    {
        get { lock (_requests) return [.. _requests]; }
    }

    /// <summary>Ends when an answer was sent that keeps its connection open or has a tail.</summary>
    public Task Holding => _holding.Task;

    public static RudeServer Start(params RudeAnswer[] answers) => new(answers);

    /// <summary>Lets the answers that have a tail go on.</summary>
    public void Release() => _released.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] connections;
        lock (_requests) connections = [.. _connections];
        await Task.WhenAll(connections);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_requests) _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var answer = Take(await ReadHeadAsync(stream));
            foreach (var piece in answer.Pieces)
            {
                await stream.WriteAsync(piece, _stop.Token);
                await stream.FlushAsync(_stop.Token);
            }

            if (answer.Tail.Length > 0)
            {
                _holding.TrySetResult();
                await _released.Task.WaitAsync(_stop.Token);
                await stream.WriteAsync(answer.Tail, _stop.Token);
            }

            await EndAsync(client, stream, answer.Ending);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
        }
    }

    private async Task EndAsync(TcpClient client, NetworkStream stream, RudeEnding ending)
    {
        if (ending == RudeEnding.Reset) client.LingerState = new LingerOption(true, 0);
        if (ending is RudeEnding.Close or RudeEnding.Reset) return;
        _holding.TrySetResult();
        var buffer = new byte[1];
        if (ending == RudeEnding.Hold)
        {
            while (await stream.ReadAsync(buffer, _stop.Token) > 0)
            {
            }
        }

        while (ending == RudeEnding.Trickle)
        {
            await stream.WriteAsync(" "u8.ToArray(), _stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, _stop.Token);
        }
    }

    private RudeAnswer Take(string head)
    {
        lock (_requests)
        {
            _requests.Add(head);
            return _answers[Math.Min(_requests.Count, _answers.Length) - 1];
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1024];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) throw new IOException("The request was cut.");
            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
