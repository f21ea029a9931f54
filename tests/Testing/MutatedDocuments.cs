using System.Text;
using CsCheck;

namespace Isotherm.Testing;

/// <summary>Good documents that were changed in a few places.</summary>
public static class MutatedDocuments
{
    /// <summary>What makes another structure in JSON, or text that is none.</summary>
    public static IReadOnlyList<string> OfJson { get; } =
        ["{", "}", "[", "]", "\"", ":", ",", "\\", "\\u", "\\ud800", "null", "-1", "1e999", "0.1", "=", "\0", "\uFEFF"];

    /// <summary>One to four places of a document lose some bytes and get others.</summary>
    /// <param name="documents">The good ones.</param>
    /// <param name="pieces">What makes another structure in them: worth more than any other bytes.</param>
    public static Gen<byte[]> Of(byte[][] documents, params IReadOnlyList<string> pieces)
    {
        var piece = Gen.OneOf(
            Gen.OneOf<string>([.. pieces]).Select(text => Encoding.UTF8.GetBytes(text)), Gen.Byte.Array[0, 3]);
        return Gen.Select(
            Gen.OneOf<byte[]>(documents),
            Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], piece).Array[1, 4],
            (document, changes) => changes.Aggregate(document, Change));
    }

    private static byte[] Change(byte[] document, (double At, int Removed, byte[] Inserted) change)
    {
        var start = (int)(change.At * document.Length);
        var end = Math.Min(start + change.Removed, document.Length);
        return [.. document.AsSpan(0, start), .. change.Inserted, .. document.AsSpan(end)];
    }
}
