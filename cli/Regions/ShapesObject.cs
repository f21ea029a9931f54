using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>The object that holds the shapes in use.</summary>
internal sealed class ShapesObject(IBucket bucket, string name)
{
    private const string Variable = "SHAPES_OBJECT";
    private const string UsualName = "shapes/regions.geojson";

    /// <summary>How messages call it.</summary>
    public string Shown => $"{bucket.Name}/{name}";

    public static Option<string?> Option() => new("--object")
    {
        Description = $"The object in the bucket. Else {Variable} of the environment, else {UsualName}.",
        HelpName = "NAME",
    };

    public static Answer<ShapesObject> Open(Surroundings surroundings, string location, string? objectName)
    {
        if (!Locations.OpenBucket(surroundings, location).Is(out var bucket, out var refusal)) return refusal;
        var name = objectName ?? surroundings.Variable(Variable);
        return new ShapesObject(bucket, string.IsNullOrWhiteSpace(name) ? UsualName : name);
    }

    /// <summary>What the bucket holds now; generation 0 when there is nothing.</summary>
    public async Task<ShapesInUse> ReadAsync(CancellationToken cancellation)
    {
        if (await bucket.ReadAsync(name, cancellation) is not var (stored, bytes))
            return new ShapesInUse(0, null, null);
        return ShapesFile.Parse(bytes, Shown).Is(out var shapes, out var refusal)
            ? new ShapesInUse(stored.Generation, shapes, null)
            : new ShapesInUse(stored.Generation, null, refusal);
    }

    /// <summary>False when somebody else has written since these were read.</summary>
    public async Task<bool> ReplaceAsync(ShapesInUse before, RegionShapes shapes, CancellationToken cancellation)
    {
        var result = await bucket.ReplaceAsync(name, ShapesWriter.Write(shapes), before.Generation, cancellation);
        return !result.PreconditionFailed;
    }
}
