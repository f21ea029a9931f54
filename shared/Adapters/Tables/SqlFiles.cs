using System.Reflection;

namespace Isotherm.Adapters.Tables;

/// <summary>The files of the folder <c>sql</c>, as they were when this assembly was built.</summary>
internal static class SqlFiles
{
    private const string Root = "sql/";
    private static readonly Assembly Here = typeof(SqlFiles).Assembly;

    /// <summary>Paths below <c>sql/</c> that begin with <paramref name="folder"/>, in order.</summary>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Here.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Root + folder, StringComparison.Ordinal))
            .Select(name => name[Root.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of one file, its lines ended by a line feed on every machine.</summary>
    public static string Read(string path)
    {
        var name = Here.GetManifestResourceNames().Single(found => found.Replace('\\', '/') == Root + path);
        using var reader = new StreamReader(Here.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
