using System.Security.Cryptography;

namespace Isotherm.Core.Regions;

/// <summary>The content hash of shapes: SHA-256 over their <see cref="ShapesForm"/>.</summary>
internal static class ShapesHash
{
    public static string Of(IReadOnlyList<RegionShape> shapes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ShapesForm.Write(shapes, hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
