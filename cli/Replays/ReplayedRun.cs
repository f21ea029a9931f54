using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Replays;

/// <summary>A committed run whose messages are published again.</summary>
/// <param name="ManifestName">The object that holds the messages.</param>
/// <param name="Manifest">What it says.</param>
internal sealed record ReplayedRun(string ManifestName, Manifest Manifest);
