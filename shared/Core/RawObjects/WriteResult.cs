namespace Isotherm.Core.RawObjects;

/// <summary>What became of a conditional write: the new object, or null when the precondition failed (412).</summary>
public readonly record struct WriteResult(StoredObject? Written)
{
    public bool PreconditionFailed => Written is null;
}
