using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Isotherm.Functions.Tests.Report;

/// <summary>An answer of a service, whole, with its headers as they came.</summary>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The header, or nothing.</summary>
    public string this[string header] => Headers.GetValueOrDefault(header, "");

    public string Text => Encoding.UTF8.GetString(Plain);

    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Plain);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The body without its content coding.</summary>
    private byte[] Plain
    {
        get
        {
            if (this["Content-Encoding"].Length == 0) return Body;
            using var body = new MemoryStream(Body);
            using Stream decoder = this["Content-Encoding"] == "br"
                ? new BrotliStream(body, CompressionMode.Decompress)
                : new GZipStream(body, CompressionMode.Decompress);
            using var plain = new MemoryStream();
            decoder.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
