using System.IO.Compression;

namespace Isotherm.Cli.Verification;

/// <summary>Bytes on their way to a JSON reader.</summary>
internal static class Text
{
    /// <summary>Without the mark that may stand before UTF-8.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(byte[] utf8) =>
        utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8.AsMemory(3) : utf8;

    /// <summary>Inflated when they are gzip.</summary>
    public static byte[] Plain(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..]) return bytes;
        using var packed = new MemoryStream(bytes);
        using var inflater = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        inflater.CopyTo(plain);
        return plain.ToArray();
    }
}
