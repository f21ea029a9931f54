using System.Numerics;

namespace Isotherm.Cli.Verification;

/// <summary>What the readings of one part come to, by the rules of the data.</summary>
internal sealed class OwnPart(int regions)
{
    public long Read { get; set; }

    public long Usable { get; set; }

    public long Ambiguous { get; set; }

    public Dictionary<string, long> Rejects { get; } = new(StringComparer.Ordinal);

    /// <summary>By rectangle and by polygon: sums in 1e-9 °C and counts, by the index of the region.</summary>
    public (BigInteger Sum, long Count)[] Rectangle { get; } = new (BigInteger, long)[regions];

    public (BigInteger Sum, long Count)[] Polygon { get; } = new (BigInteger, long)[regions];

    public long RectangleOutside => Usable - Rectangle.Sum(region => region.Count);

    public long PolygonOutside => Usable - Polygon.Sum(region => region.Count);

    public void Reject(string reason) => Rejects[reason] = Rejects.GetValueOrDefault(reason) + 1;
}
