namespace Isotherm.Core.Readings.Pieces;

/// <summary>Bytes of a document that follow each other, and what was read from them.</summary>
/// <param name="bytes">Room for them.</param>
/// <param name="batch">Takes their readings.</param>
internal sealed class DocumentPiece<TBatch>(byte[] bytes, TBatch batch)
    where TBatch : class, IReadingBatch
{
    public byte[] Room => bytes;

    public TBatch Batch => batch;

    /// <summary>Bytes of the document.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    /// <summary>It seems to begin where a record has ended, and to end with one.</summary>
    public bool IsWhole { get; set; }

    /// <summary>
    /// How many elements it has, when it was read as if it began where one has ended, and ended with one; else null.
    /// </summary>
    public long? Elements { get; set; }

    /// <summary>Nobody works on it until it is its turn in the document.</summary>
    public bool IsReady { get; set; }

    /// <summary>To be added to the positions of its readings.</summary>
    public long First { get; set; }
}
