using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary><c>isotherm regions show</c>: the shapes in figures.</summary>
internal static class RegionsShow
{
    private const string Details = """
        Shows the shapes of --regions FILE; without it those in use in the bucket that --bucket, the environment or
        ./isotherm-demo tells; without a bucket, or when it holds none, those shipped with isotherm. The order shown is
        the order that decides between overlapping rectangles. Latitudes and longitudes are degrees.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var regions = RegionsOption.Create();
        var bucket = Locations.BucketOption();
        var objectName = ShapesObject.Option();
        var format = ChoiceOption.Format("table", "json");
        var command = new ExampleCommand(
            "show",
            "Show the shapes in use: regions, vertices, rectangles, hash.",
            Details,
            "isotherm regions show",
            "isotherm regions show --regions contours.geojson --format json")
        {
            regions, bucket, objectName, format,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var location = Locations.ShapesBucket(surroundings, parsed.GetValue(bucket));
            var written = parsed.GetValue(regions);
            var answer = written is null && location is not null
                ? await InBucketAsync(surroundings, location, parsed.GetValue(objectName), cancellation)
                : await InFileAsync(surroundings, written, cancellation);
            if (!answer.Is(out var shown, out var refusal)) return surroundings.Fail(refusal);
            if (parsed.GetRequiredValue(format) == "json") WriteJson(shown, surroundings.Output);
            else WriteTable(shown, surroundings);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<Answer<ShownShapes>> InBucketAsync(
        Surroundings surroundings, string location, string? objectName, CancellationToken cancellation)
    {
        if (!ShapesObject.Open(surroundings, location, objectName).Is(out var place, out var refusal)) return refusal;
        var inUse = await place.ReadAsync(cancellation);
        if (inUse.Refusal is not null) return inUse.Refusal;
        return inUse.Shapes is { } shapes
            ? new ShownShapes(place.Shown, shapes)
            : await InFileAsync(surroundings, null, cancellation);
    }

    private static async Task<Answer<ShownShapes>> InFileAsync(
        Surroundings surroundings, string? written, CancellationToken cancellation)
    {
        var answer = await ShapesFile.ReadAsync(surroundings, written, cancellation);
        return answer.Is(out var shapes, out var refusal)
            ? new ShownShapes(written ?? ShapesFile.ShippedName, shapes)
            : refusal;
    }

    private static void WriteTable(ShownShapes shown, Surroundings surroundings)
    {
        var table = new TextTable(
            new Column("Code"),
            new Column("Region"),
            new Column("Parts", IsNumber: true),
            new Column("Holes", IsNumber: true),
            new Column("Vertices", IsNumber: true),
            new Column("Rectangle (south west to north east)", Folds: true));
        foreach (var shape in shown.Shapes.Shapes)
        {
            var figures = ShapeFigures.Of(shape);
            table.Row(
                shape.Region.Code,
                shape.Region.Name,
                figures.Parts.ToString(CultureInfo.InvariantCulture),
                figures.Holes.ToString(CultureInfo.InvariantCulture),
                figures.Vertices.ToString(CultureInfo.InvariantCulture),
                figures.Box);
        }

        table.WriteTo(surroundings);
        surroundings.Output.WriteLine($"From {Printable.OneLine(shown.Source)}");
        surroundings.Output.WriteLine($"Hash {shown.Shapes.Hash}");
    }

    private static void WriteJson(ShownShapes shown, TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteString("source", shown.Source);
        json.WriteString("hash", shown.Shapes.Hash);
        json.WriteBoolean("orderedByCode", shown.Shapes.IsOrderedByCode);
        json.WriteStartArray("regions");
        foreach (var shape in shown.Shapes.Shapes) WriteRegion(json, shape);
        json.WriteEndArray();
    });

    private static void WriteRegion(Utf8JsonWriter json, RegionShape shape)
    {
        var figures = ShapeFigures.Of(shape);
        json.WriteStartObject();
        json.WriteString("code", shape.Region.Code);
        json.WriteString("region", shape.Region.Name);
        json.WriteNumber("parts", figures.Parts);
        json.WriteNumber("holes", figures.Holes);
        json.WriteNumber("vertices", figures.Vertices);
        json.WriteStartObject("rectangle");
        json.WriteNumber("south", figures.South);
        json.WriteNumber("west", figures.West);
        json.WriteNumber("north", figures.North);
        json.WriteNumber("east", figures.East);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
