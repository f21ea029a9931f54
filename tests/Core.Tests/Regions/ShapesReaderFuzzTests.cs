using System.Text.Json;
using CsCheck;
using Isotherm.Core.Regions;
using Isotherm.Testing;
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

    private static readonly Gen<byte[]> Mutated = MutatedDocuments.Of(
        Documents,
        "{", "}", "[", "]", "\"", "\"\"", ";", ",", ":", "\r\n", "\\", "\\u", "\\ud800", "null", "-", "e9");

    [Fact]
    public void A_document_that_is_changed_anywhere_is_answered() => Mutated.Sample(IsAnswered, iter: 20_000);

    [Fact]
    public void Any_bytes_are_answered() => Gen.Byte.Array[0, 200].Sample(IsAnswered, iter: 20_000);

    private static bool IsAnswered(byte[] document)
    {
        var result = ShapesReader.Read(document);
        return result.Shapes is null ? result.Refusal is { Length: > 0 } : result.Refusal is null;
    }
}
