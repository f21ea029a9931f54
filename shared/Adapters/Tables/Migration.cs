using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isotherm.Adapters.Tables;

/// <summary>One numbered step of the schema, with its way back.</summary>
internal sealed record Migration(int Version, string Name, string Up, string Down)
{
    private const string UpEnding = ".up.sql";

    /// <summary>SHA-256 of the way up. The way back may be mended after the step was applied.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Up)));

    /// <summary>The steps for a database, from <c>sql/migrations/{folder}</c>, by number.</summary>
    public static IReadOnlyList<Migration> All(string folder) =>
    [
        .. SqlFiles.In($"migrations/{folder}/")
            .Where(path => path.EndsWith(UpEnding, StringComparison.Ordinal))
            .Select(Of)
            .OrderBy(migration => migration.Version),
    ];

    private static Migration Of(string path)
    {
        var file = path[(path.LastIndexOf('/') + 1)..^UpEnding.Length];
        var version = int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        var down = path[..^UpEnding.Length] + ".down.sql";
        return new Migration(version, file[5..], SqlFiles.Read(path), SqlFiles.Read(down));
    }
}
