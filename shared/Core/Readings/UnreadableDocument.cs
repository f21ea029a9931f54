namespace Isotherm.Core.Readings;

/// <summary>Why a document cannot be read to its end.</summary>
/// <param name="Offset">Bytes before the fault, in the document after decompression; a BOM counts.</param>
/// <param name="Reason">One sentence that says what is wrong there.</param>
public sealed record UnreadableDocument(long Offset, string Reason)
{
    public override string ToString() => $"{Reason} (at byte {Offset})";
}
