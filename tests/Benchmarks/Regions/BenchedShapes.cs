using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Benchmarks.Regions;

/// <summary>The shapes that are benchmarked, and points all over their box.</summary>
internal sealed class BenchedShapes
{
    public const int Points = 1_000_000;

    private BenchedShapes(byte[] json)
    {
        Json = json;
        Shapes = ShapesReader.Read(json) is { Shapes: { } shapes } read
            ? shapes
            : throw new InvalidDataException(ShapesReader.Read(json).Refusal);
        Source = new StoredObject("regions.geojson", 1, json.Length, Crc32C.Of(json));
        Compact = CompactShapes.Write(Shapes, Source);
        Outlines = [.. Shapes.Shapes.Select(shape => shape.Outline)];
        var box = new Envelope();
        foreach (var outline in Outlines) box.ExpandToInclude(outline.EnvelopeInternal);
        var random = new Random(2019);
        for (var i = 0; i < Points; i++)
        {
            Latitudes[i] = Math.Round(box.MinY + (random.NextDouble() * box.Height), 6);
            Longitudes[i] = Math.Round(box.MinX + (random.NextDouble() * box.Width), 6);
        }
    }

    /// <summary>Set once, before any benchmark is made: those run in this process.</summary>
    public static BenchedShapes Current { get; private set; } = null!;

    public byte[] Json { get; }

    public byte[] Compact { get; }

    public StoredObject Source { get; }

    public RegionShapes Shapes { get; }

    public Geometry[] Outlines { get; }

    public double[] Latitudes { get; } = new double[Points];

    public double[] Longitudes { get; } = new double[Points];

    public static void Use(string file) => Current = new BenchedShapes(File.ReadAllBytes(file));
}
