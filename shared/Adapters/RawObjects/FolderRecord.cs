using System.Globalization;
using Isotherm.Core.RawObjects;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// What a <see cref="FolderBucket"/> noted of one generation of an object before it became visible. The note is the
/// name of an empty file, <c>.g{generation}-{size}-{crc32c}</c>, so that there is no half-written one.
/// </summary>
internal sealed record FolderRecord(long Generation, long Size, string Crc32C)
{
    public string FileName =>
        string.Create(
            CultureInfo.InvariantCulture,
            $".g{Generation}-{Size}-{Convert.ToHexStringLower(Convert.FromBase64String(Crc32C))}");

    public StoredObject Of(string name) => new(name, Generation, Size, Crc32C);

    public static FolderRecord? Parse(string fileName)
    {
        var pieces = fileName.Split('-');
        return pieces is [['.', 'g', ..], _, { Length: 8 }]
            && long.TryParse(pieces[0][2..], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            && long.TryParse(pieces[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && uint.TryParse(pieces[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            ? new FolderRecord(generation, size, Convert.ToBase64String(Convert.FromHexString(pieces[2]))) : null;
    }
}
