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

    /// <summary>What the bucket holds now.</summary>
    public async Task<ShapesInUse> ReadAsync(CancellationToken cancellation)
    {
        if (await bucket.ReadAsync(name, cancellation) is not var (stored, bytes))
            return new ShapesInUse(null, null, null);
        return ShapesFile.Parse(bytes, Shown).Is(out var shapes, out var refusal)
            ? new ShapesInUse(stored, shapes, null)
            : new ShapesInUse(stored, null, refusal);
    }

    /// <summary>The object that was written, or null when somebody else has written since these were read.</summary>
    public async Task<StoredObject?> ReplaceAsync(
        ShapesInUse before, RegionShapes shapes, CancellationToken cancellation)
    {
        var generation = before.Stored?.Generation ?? 0;
        return (await bucket.ReplaceAsync(name, ShapesWriter.Write(shapes), generation, cancellation)).Written;
    }

    /// <summary>Writes the compact form beside the object, if it is worthwhile and not there; whether it was.</summary>
    public async Task<bool> KeepCompactAsync(
        StoredObject stored, RegionShapes shapes, CancellationToken cancellation)
    {
        if (!CompactShapes.AreWorthwhile(stored)) return false;
        var beside = CompactShapes.NameBeside(name);
        var before = await bucket.ReadAsync(beside, cancellation);
        if (before is var (_, bytes) && CompactShapes.Read(bytes, stored).Shapes is not null) return false;

        // Who writes at the same moment writes the same, or has replaced the shapes and makes this one useless.
        var result = await bucket.ReplaceAsync(
            beside, CompactShapes.Write(shapes, stored), before?.Stored.Generation ?? 0, cancellation);
        return !result.PreconditionFailed;
    }
}
