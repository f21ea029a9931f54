using Isotherm.Core.Runs;

namespace Isotherm.Core.Messages;

/// <summary>One part of a run lies in the bucket. Everything but the names is taken from the manifest.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the run was started.</param>
/// <param name="Bucket">The bucket of the raw object.</param>
/// <param name="ObjectName">The name of the raw object, as text that has not been trusted yet.</param>
/// <param name="Generation">The generation of the raw object.</param>
/// <param name="Part">Counts from 0.</param>
/// <param name="Parts">Parts of the run in all.</param>
public sealed record PartMessage(
    RunKey Key, DateTimeOffset StartedAt, string Bucket, string ObjectName, long Generation, int Part, int Parts)
    : RunMessage(Key, StartedAt);
