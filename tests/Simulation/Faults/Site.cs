namespace Isotherm.Simulation.Faults;

/// <summary>
/// Every place where the product talks to a service of the cloud or is answered; each can be struck in every
/// <see cref="Blow"/>. The comments name the faults of the catalogue in docs/reliability.md.
/// </summary>
internal enum Site
{
    /// <summary>F1, F2: the GET of the sensor API.</summary>
    ApiCall,

    /// <summary>F5: a raw object is begun.</summary>
    RawBegin,

    /// <summary>F6: bytes on their way into a raw object.</summary>
    RawWrite,

    /// <summary>F6: a raw object becomes visible.</summary>
    RawCommit,

    /// <summary>F6: the manifest that commits a run.</summary>
    ManifestCommit,

    /// <summary>Looking for an object.</summary>
    Find,

    /// <summary>A2: a manifest is read.</summary>
    ManifestOpen,

    /// <summary>A2: a raw object is read.</summary>
    RawOpen,

    /// <summary>F2, F3: a bad answer is recorded.</summary>
    QuarantineCommit,

    /// <summary>The rejects of a part are kept.</summary>
    RejectsCommit,

    /// <summary>F7, F8: messages of a run.</summary>
    Publish,

    /// <summary>A message that can never succeed is put aside.</summary>
    DeadLetter,

    /// <summary>F9: the answer to the scheduler.</summary>
    FetchAnswer,

    /// <summary>A3: the shapes are looked for.</summary>
    ShapesFind,

    /// <summary>A3: the shapes are read.</summary>
    ShapesOpen,

    /// <summary>A4: a connection and its transaction.</summary>
    Connect,

    /// <summary>A5: a statement.</summary>
    Statement,

    /// <summary>A6: COMMIT.</summary>
    Commit,

    /// <summary>A7: the answer to the broker.</summary>
    AggregateAnswer,
}
