using Isotherm.Core.Runs;

namespace Isotherm.Core.RawObjects;

/// <summary>The object that commits a run: created last, at most once, it decides between attempts that race.</summary>
/// <param name="Key">Slot and run.</param>
/// <param name="StartedAt">When the attempt that won was started, to the microsecond.</param>
/// <param name="Source">Where the readings came from, without key or query.</param>
/// <param name="Parts">The parts in order; part <c>i</c> stands at index <c>i</c>; never empty.</param>
public sealed record Manifest(RunKey Key, DateTimeOffset StartedAt, string Source, IReadOnlyList<ManifestPart> Parts)
{
    /// <summary>The version of the JSON form that this code writes.</summary>
    public const int SchemaVersion = 1;
}
