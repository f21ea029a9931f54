using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary><c>isotherm regions import</c>: other shapes for the pipeline, checked and compared first.</summary>
internal static class RegionsImport
{
    private const string Details = """
        SOURCE is a file or an http(s) address (at most 256 MiB after decompression, at most 120 s): a GeoJSON
        FeatureCollection as the open data portal exports it, an answer of its v1 records API, or its ';' CSV; plain or
        gzip. It must hold the 13 regions of metropolitan France once each; otherwise it is refused, and the last good
        shapes stay in use. What changes is shown before the shapes are written, in one form, to the bucket of the
        shapes; of a large file, a compact form for a quick start is written beside it. An import that finds that
        another one wrote meanwhile writes nothing. Aggregate takes new shapes into use with the next message; hours
        that are already aggregated keep their values.

        The order of the regions decides which of two overlapping rectangles wins, so it is kept. When it is not
        ascending by INSEE code there is a warning; --order code sorts.
        """;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(120);

    public static Command Create(Surroundings surroundings)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "A file, '-' for standard input, or an http(s) address.",
        };
        var order = ChoiceOption.Create("--order", "Keep the order of the file or sort by code.", "file", "code");
        var bucket = Locations.BucketOption();
        var objectName = ShapesObject.Option();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change and write nothing." };
        var command = new ExampleCommand(
            "import",
            "Check shapes, show what they change, and take them into use.",
            Details,
            "isotherm regions import contours.geojson --bucket file:./bucket",
            "isotherm regions import https://example.org/regions.csv.gz --order code --dry-run")
        {
            source, order, bucket, objectName, dryRun,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new ImportRequest(
                parsed.GetRequiredValue(source),
                parsed.GetRequiredValue(order) == "code",
                parsed.GetValue(bucket),
                parsed.GetValue(objectName),
                parsed.GetValue(dryRun));
            return RunAsync(request, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ImportRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (Locations.ShapesBucket(surroundings, request.Bucket) is not { } location)
            return surroundings.Misuse("regions import", "No bucket is given: use --bucket or set SHAPES_BUCKET.");
        var read = await ReadAsync(request.Source, surroundings, cancellation);
        if (!read.Is(out var shapes, out var refusal)) return surroundings.Fail(refusal);
        if (request.IsOrderedByCode) shapes = shapes.OrderedByCode();
        if (!ShapesObject.Open(surroundings, location, request.ObjectName).Is(out var place, out refusal))
            return surroundings.Fail(refusal);
        var before = await place.ReadAsync(cancellation);
        if (before.Refusal is not null) surroundings.Warn($"What is in use now cannot be compared. {before.Refusal}");
        if (!shapes.IsOrderedByCode) surroundings.Warn(OrderWarning(shapes));
        ShapesComparison.Write(before.Shapes, shapes, surroundings);
        return await WriteAsync(request, place, before, shapes, surroundings, cancellation);
    }

    private static async Task<int> WriteAsync(
        ImportRequest request,
        ShapesObject place,
        ShapesInUse before,
        RegionShapes shapes,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        var isSame = before.Shapes?.Hash == shapes.Hash;
        var stored = before.Stored;
        if (!isSame && !request.IsDryRun && (stored = await place.ReplaceAsync(before, shapes, cancellation)) is null)
        {
            return surroundings.Fail(
                $"Another import wrote {place.Shown} meanwhile, so nothing was written: run this again to compare.");
        }

        var isCompactNew = !request.IsDryRun
            && await KeepCompactAsync(place, stored!, shapes, surroundings, cancellation);
        var done = (isSame, request.IsDryRun) switch
        {
            (true, _) when isCompactNew => $"{place.Shown} holds these shapes already: their compact form was written.",
            (true, _) => $"{place.Shown} holds these shapes already: nothing was written.",
            (_, true) => $"A dry run: {place.Shown} was not written.",
            _ => $"{place.Shown} holds these shapes from now on.",
        };
        await surroundings.Output.WriteLineAsync(Printable.OneLine(done));
        return ExitCode.Success;
    }

    /// <summary>Without it the shapes are in use all the same, so a fault here is none of the import.</summary>
    private static async Task<bool> KeepCompactAsync(
        ShapesObject place,
        StoredObject stored,
        RegionShapes shapes,
        Surroundings surroundings,
        CancellationToken cancellation)
    {
        try
        {
            return await place.KeepCompactAsync(stored, shapes, cancellation);
        }
        catch (TransientException failure)
        {
            surroundings.Warn(
                $"The compact form of {place.Shown} was not written: {failure.Message} Aggregate starts more slowly "
                + "until the same import is run again.");
            return false;
        }
    }

    private static async Task<Answer<RegionShapes>> ReadAsync(
        string source, Surroundings surroundings, CancellationToken cancellation)
    {
        if (BoundedDownload.AddressIn(source) is not { } address)
            return await ShapesFile.ReadAsync(surroundings, source, cancellation);
        var download = new BoundedDownload(surroundings.Clock, TimeLimit, WholeDocument.MaxBytes);
        var answer = await ProgressBar.RunAsync(
            surroundings, "download", null, _ => download.GetAsync(address, cancellation));
        return answer.Is(out var document, out var refusal)
            ? ShapesFile.Parse(document, BoundedDownload.Shown(address))
            : refusal;
    }

    private static string OrderWarning(RegionShapes shapes) =>
        $"The order is not ascending by code: {string.Join(", ", shapes.Shapes.Select(shape => shape.Region.Code))}. "
        + "It decides which of two overlapping rectangles wins; --order code sorts.";
}
