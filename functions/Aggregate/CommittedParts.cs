using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;

namespace Isotherm.Aggregate;

/// <summary>
/// Finds what a message speaks of. The payload is only compared: the name of the manifest is made from the parsed name
/// of the raw object, and everything else is taken from the manifest.
/// </summary>
internal sealed class CommittedParts(IBucket bucket)
{
    /// <exception cref="PoisonException">
    /// The message speaks of something that no manifest of this bucket names.
    /// </exception>
    public async Task<CommittedPart> FindAsync(PartMessage message, CancellationToken cancellation)
    {
        var name = NameOf(message);
        var found = await bucket.ReadAsync(name.ManifestOfRun, cancellation);

        // Fetch announces only what it has committed and reads see writes, so an absent manifest never comes late.
        if (found is not { } read) throw new PoisonException($"There is no manifest {name.ManifestOfRun}.");
        var manifest = ManifestCodec.Read(read.Bytes);
        if (manifest.Key != message.Key)
            throw new PoisonException($"The manifest {name.ManifestOfRun} is of another run, {manifest.Key}.");
        var isNamed = name.Part < manifest.Parts.Count
            && manifest.Parts[name.Part].Stored is var stored
            && stored.Name == message.ObjectName
            && stored.Generation == message.Generation;
        return isNamed
            ? new CommittedPart(name, manifest)
            : throw new PoisonException($"The manifest {name.ManifestOfRun} does not name this object and generation.");
    }

    private RawObjectName NameOf(PartMessage message)
    {
        if (message.Bucket != bucket.Name)
            throw new PoisonException($"The message is about another bucket than {bucket.Name}.");
        if (!RawObjectName.TryParse(message.ObjectName, out var name))
            throw new PoisonException("The object of the message is no raw object.");
        return name!.Key == message.Key && name.Part == message.Part
            ? name : throw new PoisonException("The object is of another slot, run or part than its message.");
    }
}
