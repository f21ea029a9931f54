using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Inputs;

/// <summary>Region shapes that a command works with: those of a file, or else those this program carries.</summary>
internal static class ShapesFile
{
    /// <summary>How output calls the shapes this program carries.</summary>
    public const string ShippedName = "the shapes shipped with isotherm";

    private const string Resource = "regions.geojson";

    /// <param name="surroundings">Where paths start and standard input is.</param>
    /// <param name="written">A file in any of the three wire forms, gzip or not; null for the shipped shapes.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<Answer<RegionShapes>> ReadAsync(
        Surroundings surroundings, string? written, CancellationToken cancellation)
    {
        if (written is null) return Parse(Shipped(), ShippedName);
        var file = new InputFile(surroundings, written);
        if (!file.Open().Is(out var stream, out var refusal)) return refusal;
        await using (stream)
        {
            var document = await WholeDocument.ReadAsync(stream, file.Name, WholeDocument.MaxBytes, cancellation);
            return document.Is(out var bytes, out refusal) ? Parse(bytes, file.Name) : refusal;
        }
    }

    public static Answer<RegionShapes> Parse(byte[] document, string name)
    {
        var result = ShapesReader.Read(document);
        return result.Shapes is { } shapes ? shapes : $"{name} is refused as region shapes: {result.Refusal}";
    }

    /// <summary>The bytes of the shapes this program carries.</summary>
    public static byte[] Shipped()
    {
        using var resource = typeof(ShapesFile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in this build.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
