using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>Opens buckets by their location.</summary>
public static class Buckets
{
    /// <summary>A folder (<c>file:PATH</c>); null, with the reason, when the location is none.</summary>
    public static IBucket? Open(string location, TimeProvider clock, out string? refusal) =>
        throw new NotSupportedException();
}
