namespace Isotherm.Adapters.RawObjects;

/// <summary>The location <c>file:PATH</c> of a folder.</summary>
internal static class FolderLocation
{
    public const string Scheme = "file:";

    /// <summary>
    /// The full path of the folder, made when it was not there; null, with the reason, when it cannot be.
    /// </summary>
    public static string? Open(string location, out string? refusal)
    {
        var path = location[Scheme.Length..];
        refusal = Refusal(path);
        return refusal is null ? Path.GetFullPath(path) : null;
    }

    private static string? Refusal(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) return "it names no folder; write file:PATH.";
        if (path.Contains('\0', StringComparison.Ordinal))
            return "The path of a folder cannot contain a NUL character.";
        try
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Path.GetFileName(full).Length == 0)
                return "it is the root of a disk; name a folder of its own.";
            Directory.CreateDirectory(full);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"it cannot be used as a folder: {e.Message}";
        }
    }
}
