using System.Text;
using CsCheck;
using Isotherm.Core.Readings;
using Isotherm.Testing;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

/// <summary>
/// Whatever the bytes, the reader accounts for every element or names the byte at which the document is unreadable, and
/// says the same however the bytes are cut.
/// </summary>
public sealed class ReadingsReaderFuzzTests
{
    private static readonly byte[][] Documents =
    [
        Encoding.UTF8.GetBytes($"[{Good}]"),
        Encoding.UTF8.GetBytes(
            $"\uFEFF [\r\n{Good} ,{With("lat", "-91")},{Without("country")}, null , [[{{}}]],\"é\"]\n"),
        Encoding.UTF8.GetBytes($"[{With("id", "\"\\ud83d\\ude00\"")},{With("temperature", "-12.345678901234e-1")}]"),
        "[]"u8.ToArray(),
    ];

    private static readonly Gen<byte[]> Mutated = MutatedDocuments.Of(Documents, MutatedDocuments.OfJson);

    [Fact]
    public void A_document_that_is_changed_anywhere_is_accounted_for_however_it_is_cut() =>
        Gen.Select(Mutated, Gen.Int[1, 40]).Sample(IsAccountedFor, iter: 40_000);

    [Fact]
    public void Any_bytes_are_accounted_for_however_they_are_cut() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[1, 40]).Sample(IsAccountedFor, iter: 20_000);

    private static bool IsAccountedFor(byte[] document, int piece)
    {
        var (whole, cut) = (new RecordingSink(), new RecordingSink());
        var result = Read(document, whole, ReadingsForm.Array, int.MaxValue);
        var isBounded = result.Unreadable is { } fault
            ? fault.Offset >= 0 && fault.Offset <= document.Length
            : result.Read == whole.Lines.Count;
        return isBounded && result == Read(document, cut, ReadingsForm.Array, piece) && whole.Text == cut.Text;
    }
}
