using System.Text;
using System.Text.Json;
using Isotherm.Core.Regions;
using static Isotherm.Testing.ShapeDocuments;

namespace Isotherm.Core.Tests.Regions;

/// <summary>What the reader takes, and that it takes the same from each of the three forms.</summary>
public sealed class ShapesReaderTests
{
    private static readonly string Expected = SquareShapes.Hash;

    [Fact]
    public void The_three_forms_of_the_same_shapes_have_the_same_hash()
    {
        Assert.Equal(Expected, Read(Records(Squares)).Hash);
        Assert.Equal(Expected, Read(Csv(Squares)).Hash);
    }

    [Fact]
    public void The_names_come_from_the_codes()
    {
        var document = Text(GeoJson(Squares)).Replace("\"new_code\"", "\"region\": \"Elsewhere\", \"new_code\"");

        Assert.Equal(Region.All, Read(document).Shapes.Select(shape => shape.Region));
    }

    [Fact]
    public void The_order_of_the_file_is_kept_and_told_when_it_is_not_by_code()
    {
        var result = ShapesReader.Read(GeoJson(Squares.Reverse()));

        Assert.Equal(Region.All.Reverse(), result.Shapes!.Shapes.Select(shape => shape.Region));
        Assert.False(result.Shapes.IsOrderedByCode);
        Assert.Contains("94, 93, 84", result.Warning, StringComparison.Ordinal);
        Assert.Contains("--order code", result.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_in_order_of_code_come_without_a_warning()
    {
        var result = ShapesReader.Read(GeoJson(Squares));

        Assert.True(result.Shapes!.IsOrderedByCode);
        Assert.Null(result.Warning);
        Assert.Same(result.Shapes, result.Shapes.OrderedByCode());
    }

    [Fact]
    public void Shapes_put_in_order_of_code_are_those_of_a_file_in_that_order()
    {
        var reversed = Read(GeoJson(Squares.Reverse()));

        Assert.NotEqual(Expected, reversed.Hash);
        Assert.Equal(Expected, reversed.OrderedByCode().Hash);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\r\n\t ")]
    [InlineData("\uFEFF\n")]
    public void What_stands_before_the_text_is_passed_over(string before)
    {
        foreach (var document in new[] { GeoJson(Squares), Records(Squares), Csv(Squares) })
        {
            Assert.Equal(Expected, Read(before + Text(document)).Hash);
        }
    }

    [Fact]
    public void A_code_may_be_a_number()
    {
        var document = Text(GeoJson(Squares)).Replace("\"new_code\": \"11\"", "\"new_code\": 11");

        Assert.Equal(Expected, Read(document).Hash);
    }

    [Fact]
    public void A_shape_in_a_record_may_be_text()
    {
        var asText = Squares.Select(square => (square.Code, JsonSerializer.Serialize(square.Geometry)));

        Assert.Equal(Expected, Read(Records(asText)).Hash);
    }

    [Fact]
    public void Third_coordinates_are_ignored()
    {
        var document = Text(GeoJson(Squares)).Replace(",45]", ",45,-120.5]").Replace(",46]", ",46,1e9]");

        Assert.Equal(Expected, Read(document).Hash);
    }

    [Fact]
    public void The_orientation_of_rings_means_nothing_but_is_kept()
    {
        var clockwise = ReplaceFirst(Polygon("[[-4,45],[-4,46],[-3,46],[-3,45],[-4,45]]"));

        Assert.NotEqual(Expected, Read(GeoJson(clockwise)).Hash);
    }

    [Fact]
    public void Members_are_found_in_any_order_and_the_last_of_equal_names_counts()
    {
        var geometry = """{"coordinates": 1, "bbox": [0], "coordinates": [$], "x": {"type": "y"}, "type": "Polygon"}""";
        var rings = "[[-4,45],[-3,45],[-3,46],[-4,46],[-4,45]]";
        var document = Text(GeoJson(ReplaceFirst(geometry.Replace("$", rings, StringComparison.Ordinal))));
        document = document
            .Replace("{\"type\": \"FeatureCollection\", ", "{\"features\": 7, \"crs\": {\"features\": []}, ")
            .Replace("\"}}]}", "\"}}], \"\": null, \"type\": \"FeatureCollection\"}");

        Assert.Equal(Expected, Read(document).Hash);
    }

    [Fact]
    public void A_multi_polygon_of_one_polygon_is_that_polygon()
    {
        var single = """{"type": "MultiPolygon", "coordinates": [[[[-4,45],[-3,45],[-3,46],[-4,46],[-4,45]]]]}""";

        Assert.Equal(Expected, Read(GeoJson(ReplaceFirst(single))).Hash);
    }

    [Fact]
    public void Coordinates_at_the_limits_are_taken()
    {
        var world = Polygon("[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]");

        Assert.Equal(180, Read(Csv(ReplaceFirst(world))).Shapes[0].Outline.EnvelopeInternal.MaxX);
    }

    [Theory]
    [InlineData("New Code;Geo Shape;Region", "{0};{1};x")]
    [InlineData("\"Geo Shape\";\"New Code\"", "{1};\"{0}\"")]
    [InlineData("\"Geo \"\"quoted\"\" Point\";\"New Code\";Geo Shape;", "\"a;\"\"b\"\"\r\nc\";{0};{1};")]
    public void The_columns_of_a_CSV_are_found_by_name(string header, string row)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var rows = Squares.Select(square => Format(row, square.Code, InQuotes(square.Geometry)));
            var document = string.Join(lineEnd, [header, .. rows]);

            Assert.Equal(Expected, Read(document).Hash);
            Assert.Equal(Expected, Read(document + lineEnd + lineEnd).Hash);
        }
    }

    [Fact]
    public void A_shape_in_a_CSV_may_hold_line_breaks_and_need_no_quotes()
    {
        var broken = Squares.Select(square =>
            (square.Code, square.Geometry.Replace(",", ",\r\n", StringComparison.Ordinal)));
        var plain = Text(Csv(Squares)).Replace("\"\"", "'").Replace("\"{", "{").Replace("}\"", "}").Replace('\'', '"');

        Assert.Equal(Expected, Read(Csv(broken)).Hash);
        Assert.Equal(Expected, Read(plain).Hash);
    }

    private static IEnumerable<(string, string)> ReplaceFirst(string geometry) =>
        [(Squares[0].Code, geometry), .. Squares.Skip(1)];

    private static RegionShapes Read(string document) => Read(Bytes(document));

    private static RegionShapes Read(byte[] document)
    {
        var result = ShapesReader.Read(document);
        Assert.Null(result.Refusal);
        return result.Shapes!;
    }

    private static string Text(byte[] document) => Encoding.UTF8.GetString(document);

    private static string Format(string row, string code, string shape) =>
        row.Replace("{0}", code, StringComparison.Ordinal).Replace("{1}", shape, StringComparison.Ordinal);
}
