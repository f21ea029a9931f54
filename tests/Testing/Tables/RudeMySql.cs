using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Isotherm.Testing.Tables;

/// <summary>
/// A server that speaks just enough of MySQL's protocol, over TLS, to ask a client for its password in clear, as Cloud
/// SQL does for a login by IAM: it writes down what it is told, answers by the accepted passwords, and says OK to
/// every statement of a client that is in.
/// </summary>
public sealed class RudeMySql : IAsyncDisposable
{
    private const int ProtocolConnectionWithTls = 0x0008_AA09;
    private const byte Ok = 0x00;
    private const byte Quit = 0x01;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly HashSet<string> _accepted;
    private readonly List<string> _passwords = [];
    private readonly List<string> _users = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    private RudeMySql(X509Certificate2 certificate, string[] accepted)
    {
        _certificate = certificate;
        _accepted = [.. accepted];
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every password that was told, in order.</summary>
    public IReadOnlyList<string> Passwords
    {
        get { lock (_passwords) return [.. _passwords]; }
    }

    /// <summary>Every user that was told, in order.</summary>
    public IReadOnlyList<string> Users
    {
        get { lock (_passwords) return [.. _users]; }
    }

    /// <summary>Owns the certificate.</summary>
    public static RudeMySql Start(X509Certificate2 certificate, params string[] accepted) => new(certificate, accepted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] connections;
        lock (_passwords) connections = [.. _connections];
        await Task.WhenAll(connections);
        _stop.Dispose();
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_passwords) _connections.Add(ServeAsync(client));
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
            var plain = client.GetStream();
            await WriteAsync(plain, sequence: 0, Greeting());
            await ReadAsync(plain); // the request for TLS
            await using var stream = new SslStream(plain);
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
            var (sequence, login) = await ReadAsync(stream);
            var user = Encoding.UTF8.GetString(login.AsSpan(32, login.AsSpan(32).IndexOf((byte)0)));
            await WriteAsync(stream, ++sequence, [0xFE, .. "mysql_clear_password\0"u8]);
            (sequence, var password) = await ReadAsync(stream);
            var told = Encoding.UTF8.GetString(password).TrimEnd('\0');
            lock (_passwords)
            {
                _users.Add(user);
                _passwords.Add(told);
            }

            var isAccepted = _accepted.Contains(told);
            await WriteAsync(stream, ++sequence, isAccepted ? Done() : Denied(user));
            while (isAccepted && (await ReadAsync(stream)).Payload[0] != Quit) await WriteAsync(stream, 1, Done());
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
        }
    }

    private static byte[] Greeting()
    {
        var capabilities = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(capabilities, ProtocolConnectionWithTls);
        return
        [
            10, .. "8.0.40-google\0"u8, 1, 0, 0, 0, .. "12345678"u8, 0, capabilities[0], capabilities[1], 45, 2, 0,
            capabilities[2], capabilities[3], 21, .. new byte[10], .. "123456789012\0"u8,
            .. "mysql_native_password\0"u8,
        ];
    }

    private static byte[] Done() => [Ok, 0, 0, 2, 0, 0, 0];

    private static byte[] Denied(string user) =>
        [0xFF, 0x15, 0x04, .. "#28000"u8, .. Encoding.UTF8.GetBytes($"Access denied for user '{user}'@'127.0.0.1'")];

    private async Task WriteAsync(Stream stream, int sequence, byte[] payload)
    {
        byte[] head = [(byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), (byte)sequence];
        await stream.WriteAsync(new[] { head, payload }.SelectMany(bytes => bytes).ToArray(), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<(int Sequence, byte[] Payload)> ReadAsync(Stream stream)
    {
        var head = new byte[4];
        await stream.ReadExactlyAsync(head, _stop.Token);
        var payload = new byte[head[0] | (head[1] << 8) | (head[2] << 16)];
        await stream.ReadExactlyAsync(payload, _stop.Token);
        return (head[3], payload);
    }
}
