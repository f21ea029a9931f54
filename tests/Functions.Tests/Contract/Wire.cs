using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Isotherm.Functions.Tests.Contract;

/// <summary>HTTP as bytes on a socket: what no well-behaved client would send.</summary>
internal static class Wire
{
    /// <summary>Sends the bytes as they are (each letter is one) and reads until the service hangs up.</summary>
    public static async Task<IReadOnlyList<WireAnswer>> SendAsync(
        Uri address, string request, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var stream = client.GetStream();
        using var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellation);
            await stream.CopyToAsync(received, cancellation);
        }
        catch (IOException)
        {
            // A service that has answered may hang up before it has read everything.
        }

        return Parse(Encoding.Latin1.GetString(received.ToArray()));
    }

    private static List<WireAnswer> Parse(string text)
    {
        var answers = new List<WireAnswer>();
        while (text.Length > 0)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) throw new FormatException("No answer of HTTP: " + text);
            var lines = text[..end].Split("\r\n");
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
            var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
            var rest = text[(end + 4)..];
            var length = headers.TryGetValue("Content-Length", out var told) && rest.Length > 0
                ? int.Parse(told, CultureInfo.InvariantCulture)
                : headers.ContainsKey("Transfer-Encoding") ? rest.IndexOf("\r\n0\r\n\r\n", StringComparison.Ordinal) + 7
                : 0;
            answers.Add(new WireAnswer(status, headers, rest[..length]));
            text = rest[length..];
        }

        return answers;
    }
}
