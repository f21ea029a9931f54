using Isotherm.Core.RawObjects;

namespace Isotherm.Aggregate;

/// <summary>A part that a manifest names.</summary>
/// <param name="Name">The name of its raw object.</param>
/// <param name="Manifest">What is trusted about its run.</param>
internal sealed record CommittedPart(RawObjectName Name, Manifest Manifest)
{
    public StoredObject Stored => Manifest.Parts[Name.Part].Stored;
}
