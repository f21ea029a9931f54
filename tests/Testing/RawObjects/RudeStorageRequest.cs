namespace Isotherm.Testing.RawObjects;

/// <summary>What a request to <see cref="RudeStorage"/> is about.</summary>
public enum RudeStorageRequest
{
    /// <summary>An upload in one request.</summary>
    Insert,

    /// <summary>The start of a resumable upload.</summary>
    Start,

    /// <summary>Bytes of a resumable upload.</summary>
    Chunk,

    /// <summary>What was kept of a resumable upload?</summary>
    Ask,

    /// <summary>The end of a resumable upload that is given up.</summary>
    Cancel,

    /// <summary>The bytes of an object.</summary>
    Media,

    /// <summary>The resource of an object.</summary>
    Metadata,

    /// <summary>A page of a listing.</summary>
    List,

    /// <summary>The end of an object.</summary>
    Delete,
}
