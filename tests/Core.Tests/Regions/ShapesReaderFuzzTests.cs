using System.Text.Json;
using CsCheck;
using Isotherm.Core.Regions;
using static Isotherm.Testing.ShapeDocuments;

namespace Isotherm.Core.Tests.Regions;

/// <summary>Whatever the bytes, the reader answers with shapes or with a refusal.</summary>
public sealed class ShapesReaderFuzzTests
{
    private static readonly byte[][] Documents =
    [
        GeoJson(Squares),
        Records(Squares),
        Records(Squares.Select(square => (square.Code, JsonSerializer.Serialize(square.Geometry)))),
        Csv(Squares),
    ];

    // What makes another structure is worth more than any other byte.
    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        Gen.OneOf("{", "}", "[", "]", "\"", "\"\"", ";", ",", ":", "\r\n", "\\", "\\u", "\\ud800", "null", "-", "e9")
            .Select(Bytes),
        Gen.Byte.Array[0, 3]);

    private static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.OneOf<byte[]>(Documents),
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], Piece).Array[1, 4],
        (document, changes) => changes.Aggregate(document, Change));

    [Fact]
    public void A_document_that_is_changed_anywhere_is_answered() => Mutated.Sample(IsAnswered, iter: 20_000);

    [Fact]
    public void Any_bytes_are_answered() => Gen.Byte.Array[0, 200].Sample(IsAnswered, iter: 20_000);

    private static bool IsAnswered(byte[] document)
    {
        var result = ShapesReader.Read(document);
        return result.Shapes is null ? result.Refusal is { Length: > 0 } : result.Refusal is null;
    }

    private static byte[] Change(byte[] document, (double At, int Removed, byte[] Inserted) change)
    {
        var start = (int)(change.At * document.Length);
        var end = Math.Min(start + change.Removed, document.Length);
        return [.. document.AsSpan(0, start), .. change.Inserted, .. document.AsSpan(end)];
    }
}
