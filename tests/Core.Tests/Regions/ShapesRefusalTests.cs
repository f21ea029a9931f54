using System.Text;
using Isotherm.Core.Regions;
using static Isotherm.Testing.ShapeDocuments;

namespace Isotherm.Core.Tests.Regions;

/// <summary>What the reader refuses: the message says what, where and what to do.</summary>
public sealed class ShapesRefusalTests
{
    private const string Closed = "[[-4,45],[-3,45],[-3,46],[-4,45]]";

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("[]", "a JSON list")]
    [InlineData("{}", "neither features nor records")]
    [InlineData("<!DOCTYPE html>", "no CSV with the columns 'Geo Shape' and 'New Code'")]
    [InlineData("Geo Point,Geo Shape,Region,New Code\n1,2,3,4", "separated by ';'")]
    [InlineData("\"Geo Shape;New Code", "no CSV with the columns")]
    [InlineData("{\"type\": \"Feature\", \"features\": []}", "not FeatureCollection")]
    [InlineData("{\"type\": [], \"features\": []}", "not FeatureCollection")]
    [InlineData("{\"features\": []}", "not FeatureCollection")]
    [InlineData("{\"records\": {}}", "no list")]
    [InlineData("{\"type\": \"FeatureCollection\", \"features\": null}", "no list")]
    [InlineData("{\"type\": \"FeatureCollection\", \"features\": []", "no readable JSON at line 1, byte 44")]
    [InlineData("{\"records\": []}\n{}", "no readable JSON at line 2")]
    [InlineData("{\"records\": [1]}", "Record 1: this is no JSON object")]
    [InlineData("{\"records\": [{}]}", "Record 1: there is no new_code")]
    [InlineData("{\"records\": [{\"fields\": [\"new_code\"]}]}", "Record 1: there is no new_code")]
    [InlineData("{\"records\": [{\"fields\": {\"new_code\": [\"11\"]}}]}", "Record 1: there is no new_code")]
    [InlineData("{\"records\": [{\"fields\": {\"new_code\": 11.0}}]}", "Record 1: the code '11.0' is none of the 13")]
    [InlineData("{\"records\": [{\"fields\": {\"new_code\": \"11\"}}]}", "(11 Île-de-France): there is no outline")]
    [InlineData("{\"records\": [{\"fields\": {\"new_code\": \"\\ud800\"}}]}", "lone surrogate")]
    [InlineData("{\"\\ud800ords\": []}", "lone surrogate")]
    [InlineData("New Code\n11", "no column 'Geo Shape'")]
    [InlineData("Geo Shape\n11", "no column 'New Code'")]
    [InlineData("Geo Shape;New Code;New Code", "'New Code' twice")]
    [InlineData("New Code;New Code", "'New Code' twice")]
    [InlineData("New Code;Geo Shape\n11", "Data row 1: the row has 1 fields, the header 2")]
    [InlineData("New Code;Geo Shape\n11;\"{", "Data row 1: a quote is opened and never closed")]
    [InlineData("New Code;Geo Shape\n11;\"{\"a", "Data row 1: something follows a closing quote")]
    [InlineData("New Code;Geo Shape\n11;", "Data row 1 (11 Île-de-France): the outline is no readable JSON")]
    [InlineData("New Code;Geo Shape\n11;{} {}", "the outline is no readable JSON at its byte 3")]
    [InlineData("New Code;Geo Shape\n11;{\"type\": \"\\ud800\"}", "lone surrogate")]
    [InlineData("New Code;Geo Shape\n11;{}\n", "the outline is of type ''")]
    public void A_document_of_another_form_is_refused(string document, string why) => Refused(Bytes(document), why);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Refused([0x1F, 0x8B, 8, 0], "compressed");
        Refused([(byte)'{', 0xFF, (byte)'}'], "no UTF-8");
        Refused(Encoding.Unicode.GetPreamble(), "no UTF-8");
    }

    [Theory]
    [InlineData("null", "there is no outline")]
    [InlineData("[]", "the outline is no GeoJSON geometry")]
    [InlineData("\"POLYGON EMPTY\"", "the outline is no")]
    [InlineData("{\"type\": \"Point\", \"coordinates\": [1, 2]}", "of type 'Point'; only a Polygon or MultiPolygon")]
    [InlineData("{\"type\": \"GeometryCollection\", \"geometries\": []}", "of type 'GeometryCollection'")]
    [InlineData("{\"type\": 3, \"coordinates\": []}", "of type ''")]
    [InlineData("{\"type\": \"Polygon\"}", "no list of coordinates")]
    [InlineData("{\"type\": \"Polygon\", \"coordinates\": {}}", "no list of coordinates")]
    [InlineData("{\"type\": \"Polygon\", \"coordinates\": []}", ", polygon 1: the polygon is empty")]
    [InlineData("{\"type\": \"MultiPolygon\", \"coordinates\": []}", "the outline is empty")]
    [InlineData("{\"type\": \"MultiPolygon\", \"coordinates\": [[]]}", ", polygon 1: the polygon is empty")]
    [InlineData("{\"type\": \"MultiPolygon\", \"coordinates\": [[" + Closed + "], 3]}", ", polygon 2: the polygon is")]
    [InlineData("{\"type\": \"MultiPolygon\", \"coordinates\": [" + Closed + "]}", "a position is two or three")]
    public void An_outline_that_encloses_nothing_is_refused(string geometry, string why)
    {
        RefusedInEachForm(geometry, why);
        RefusedInEachForm(geometry, " 1 (11 Île-de-France)");
    }

    [Theory]
    [InlineData("[]", ", ring 1: the ring has 0 positions")]
    [InlineData("{}", ", ring 1: the ring has 0 positions")]
    [InlineData("[[0,0],[1,1],[0,0]]", "the ring has 3 positions; it needs 4")]
    [InlineData("[[0,0],[1,0],[1,1],[0,1]]", "not closed: it begins at [0, 0] and ends at [0, 1]")]
    [InlineData(Closed + ",[[0,0],[1,0],[1,1],[0,0.1]]", ", polygon 1, ring 2: the ring is not closed")]
    [InlineData("[[0,0],[181,0],[1,1],[0,0]]", "ring 1, position 2: the longitude 181 is not in -180..180")]
    [InlineData("[[0,0],[-180.0000001,0],[1,1],[0,0]]", "the longitude -180.0000001 is not in")]
    [InlineData("[[0,0],[1,0],[1,90.0000001],[0,0]]", "position 3: the latitude 90.0000001 is not in -90..90")]
    [InlineData("[[0,0],[1,0],[1,-91],[0,0]]", "a position is [longitude, latitude] in degrees")]
    [InlineData("[[0,0],[90.5,0],[-90,1],[0,0]]", "position 3: the way from longitude 90.5 to -90 crosses the")]
    [InlineData("[[179,0],[-179,0],[0,1],[179,0]]", "antimeridian: cut the shape in two at longitude 180.")]
    [InlineData("[[0,0],[1e999,0],[1,1],[0,0]]", "position 2: a number is not finite")]
    [InlineData("[[0,0],[1],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[[0,0],[],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[[0,0],[1,1,1,1],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[[0,0],[1,\"1\"],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[[0,0],[1,null],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[[0,0],[1,[1]],[1,1],[0,0]]", "position 2: a position is two or three numbers")]
    [InlineData("[0,0,1,0,1,1,0,0]", "position 1: a position is two or three numbers")]
    public void A_ring_that_is_no_ring_is_refused(string rings, string why) => RefusedInEachForm(Polygon(rings), why);

    [Fact]
    public void A_code_that_is_not_known_is_refused()
    {
        Refused(GeoJson([.. Squares, ("01", Square(0, 0))]), "Feature 14: the code '01' is none of the 13 regions");
        Refused(Csv([("11 ", Square(0, 0))]), "Data row 1: the code '11 ' is none");
        var (hostile, shown) = ("x\\n\\u202e" + new string('y', 100), "x??" + new string('y', 37));
        Refused(Records([(hostile, "0")]), $"the code '{shown}...' is none");
    }

    [Fact]
    public void A_region_that_is_there_twice_is_refused()
    {
        Refused(GeoJson([.. Squares, Squares[2]]), "Feature 14 (27 Bourgogne-Franche-Comté): the region is already");
        Refused(GeoJson([.. Squares, Squares[2]]), "already there, in feature 3; leave one of them out");
        Refused(Csv([.. Squares, Squares[2]]), "already there, in data row 3");
    }

    [Fact]
    public void A_region_that_is_missing_is_named()
    {
        Refused(GeoJson(Squares.Take(12)), "12 of the 13 regions are there, 94 Corse missing; take the whole data set");
        Refused(Csv(Squares.Skip(2)), "11 of the 13 regions are there, 11 Île-de-France, 24 Centre-Val de Loire miss");
    }

    [Fact]
    public void The_first_page_of_the_records_API_is_told_from_the_whole() =>
        Refused(Records(Squares.Take(10)), "answers 10 records unless rows is given: ask again with rows=20");

    [Fact]
    public void Longitude_and_latitude_that_have_changed_places_are_seen()
    {
        var swapped = Squares.Select((square, i) => (square.Code, Square(45, i - 4)));

        Refused(GeoJson(swapped), "change places: a position is [longitude, latitude]; swap them");
    }

    [Fact]
    public void Every_document_that_is_cut_short_is_refused()
    {
        foreach (var document in new[] { GeoJson(Squares), Records(Squares), Csv(Squares) })
        {
            // The last byte of a CSV is a line break that may be missing, the one before it a digit of a code.
            for (var length = 0; length < document.Length - 1; length++)
            {
                Assert.NotNull(ShapesReader.Read(document.AsSpan(0, length)).Refusal);
            }
        }
    }

    private static void RefusedInEachForm(string geometry, string why)
    {
        IEnumerable<(string, string)> regions = [("11", geometry), .. Squares.Skip(1)];
        Refused(GeoJson(regions), why);
        if (geometry[0] != '"') Refused(Records(regions), why);
        if (geometry[0] != '"') Refused(Csv(regions), why);
    }

    private static void Refused(byte[] document, string why)
    {
        var result = ShapesReader.Read(document);
        Assert.Null(result.Shapes);
        Assert.Contains(why, result.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(".", result.Refusal, StringComparison.Ordinal);
    }
}
