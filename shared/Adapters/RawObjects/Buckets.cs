using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>Opens buckets by their location.</summary>
public static class Buckets
{
    /// <summary>A folder (<c>file:PATH</c>); null, with the reason, when the location is none.</summary>
    public static IBucket? Open(string location, TimeProvider clock, out string? refusal)
    {
        if (!location.StartsWith(FolderLocation.Scheme, StringComparison.Ordinal))
        {
            refusal = $"'{location}' is not file:PATH. Cloud Storage arrives with a later version; use file:PATH.";
            return null;
        }

        var folder = FolderLocation.Open(location, out refusal);
        return folder is null ? null : new FolderBucket(folder, clock);
    }
}
