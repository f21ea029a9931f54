using System.Globalization;
using System.Text;

namespace Isotherm.Testing.SensorApi;

/// <summary>The exact bytes that a rude server sends, in pieces, and how it ends.</summary>
public sealed record RudeAnswer(IReadOnlyList<byte[]> Pieces, RudeEnding Ending = RudeEnding.Close)
{
    private const string Closing = "Connection: close\r\n";

    /// <summary>Sent after <see cref="RudeServer.Release"/> only, before the ending.</summary>
    public ReadOnlyMemory<byte> Tail { get; init; }

    /// <summary>Any bytes.</summary>
    public static RudeAnswer Raw(string text, RudeEnding ending = RudeEnding.Close) =>
        new([Encoding.UTF8.GetBytes(text)], ending);

    /// <summary>200 with a JSON body and its length.</summary>
    public static RudeAnswer Json(string body) => Of(200, "application/json", Encoding.UTF8.GetBytes(body));

    /// <summary>An answer with a body, its length, and further headers (each ending in CR LF).</summary>
    public static RudeAnswer Of(int status, string? contentType, byte[] body, string headers = "", int? length = null)
    {
        var type = contentType is null ? "" : $"Content-Type: {contentType}\r\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Said\r\n{type}Content-Length: {length ?? body.Length}\r\n{Closing}{headers}\r\n");
        return new RudeAnswer([Encoding.UTF8.GetBytes(head), body]);
    }

    /// <summary>A status without a body, and further headers (each ending in CR LF).</summary>
    public static RudeAnswer Status(int status, string headers = "") => Of(status, contentType: null, [], headers);
}
