using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>
/// Stands between a client and MySQL on loopback and cuts the connection at a statement: before the server sees it, or
/// after it answered and before the client knows.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly byte[] _statement;
    private readonly bool _after;
    private readonly Task _accepting;
    private int _cuts;

    public CuttingProxy(string host, int port, string statement, bool after, int cuts)
    {
        (_host, _port, _after, _cuts) = (host, port, after, cuts);
        _statement = Encoding.ASCII.GetBytes(statement);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many cuts are still to come.</summary>
    public int CutsLeft => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true) served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_host, _port, _stop.Token);
                var answers = new Answers(server.GetStream(), client.GetStream());
                var back = answers.PumpAsync(_stop.Token);
                await Task.WhenAny(ForwardAsync(client.GetStream(), server.GetStream(), answers), back);
            }
            catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
            {
                // Either side is gone: so is the other, below.
            }
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, Answers answers)
    {
        var buffer = new byte[65_536];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            var cut = Holds(buffer.AsSpan(0, read)) && Interlocked.Decrement(ref _cuts) >= 0;
            if (cut && !_after) return;
            if (cut) answers.Swallow();
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            if (!cut) continue;
            await answers.Swallowed;
            return;
        }
    }

    /// <summary>Not as the beginning of a longer word: READ COMMITTED is no commit.</summary>
    private bool Holds(ReadOnlySpan<byte> sent)
    {
        var end = sent.IndexOf(_statement) + _statement.Length;
        return end >= _statement.Length && (end == sent.Length || !char.IsAsciiLetter((char)sent[end]));
    }

    private sealed class Answers(NetworkStream from, NetworkStream to)
    {
        private readonly TaskCompletionSource _swallowed = new();
        private volatile bool _swallow;

        public Task Swallowed => _swallowed.Task;

        public void Swallow() => _swallow = true;

        public async Task PumpAsync(CancellationToken cancellation)
        {
            var buffer = new byte[65_536];
            while (await from.ReadAsync(buffer, cancellation) is > 0 and var read)
            {
                if (_swallow)
                {
                    _swallowed.SetResult();
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
    }
}
