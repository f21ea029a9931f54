namespace Isotherm.Testing.RawObjects;

/// <summary>The kinds of <see cref="RudeStorageFault"/>, told there.</summary>
public enum RudeStorageFaultKind
{
    None,
    Status,
    Plain,
    StatusAfter,
    ResetBefore,
    ResetAfter,
    Silence,
    Answer,
    WrongChecksum,
    CorruptBytes,
    WrongGeneration,
    IgnoreRange,
    Decompress,
    Taciturn,
    CutDownload,
    EndDownload,
    StallDownload,
    CutUpload,
    KeepOnly,
    ClaimKept,
    KeepAllButFinish,
    CutAnswer,
    EndAnswer,
    PartAsWhole,
    KeepThenStatus,
    StallUpload,
}
