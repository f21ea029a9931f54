using System.Net;
using System.Net.Sockets;

namespace Isotherm.Testing.Tables;

/// <summary>
/// Stands between a client and MySQL on loopback and cuts the connection at a statement: before the server sees it, or
/// after it answered and before the client knows.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly CutPlan _plan;
    private readonly Task _accepting;

    public CuttingProxy(string host, int port, CutPlan plan)
    {
        (_host, _port, _plan) = (host, port, plan);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
            var cut = _plan(buffer.AsSpan(0, read));
            if (cut == FaultMoment.Before) return;
            if (cut == FaultMoment.After) answers.Swallow();
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            if (cut is null) continue;
            await answers.Swallowed;
            return;
        }
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
