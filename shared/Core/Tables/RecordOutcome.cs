namespace Isotherm.Core.Tables;

/// <summary>What recording a part did.</summary>
public enum RecordOutcome
{
    /// <summary>The part is new for this evaluation.</summary>
    Recorded,

    /// <summary>The part was in already: nothing changed.</summary>
    AlreadyRecorded,
}
