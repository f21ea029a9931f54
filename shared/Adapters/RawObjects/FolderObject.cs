using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The live object of a name, and its open file, for the caller to close: both stay what they are when a writer
/// replaces the object.
/// </summary>
internal sealed record FolderObject(StoredObject Stored, FileStream File);
