using System.Text.Json;
using Isotherm.Core.Regions;
using Isotherm.Derive;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using static Isotherm.Testing.ShapeDocuments;

namespace Isotherm.Core.Tests.Regions;

/// <summary>How the default shapes are made, on small inputs: two departements side by side in each region.</summary>
public sealed class DerivationTests
{
    private static readonly string Features = string.Join(",", Region.All.SelectMany((region, i) => (string[])
    [
        Feature($"FR.{region.Code}A", Square(i, 45, 0.5)), Feature($"FR.{region.Code}B", Square(i + 0.5, 45, 0.5)),
    ]));

    private static readonly string Departements = string.Join(",", Region.All.SelectMany(region => (string[])
        [Departement(region.Code + "A", region.Code), Departement(region.Code + "B", region.Code)]));

    private static readonly string Regions = string.Join(",", Region.All.Select(region =>
        $$"""{"code": "{{region.Code}}", "nom": {{JsonSerializer.Serialize(region.Name)}}}"""));

    [Fact]
    public void A_region_is_the_union_of_its_departements()
    {
        var first = Derive().Shapes[0].Outline;

        Assert.Equal("POLYGON ((0 45, 0.5 45, 1 45, 1 45.5, 0.5 45.5, 0 45.5, 0 45))", first.AsText());
    }

    [Fact]
    public void Departements_that_are_not_metropolitan_are_left_out()
    {
        var overseas = Feature("FR.974", Square(55, -21), country: "REU");
        var shapes = Derive(Features + "," + overseas, Departements + "," + Departement("974", "04", zone: "drom"));

        Assert.Equal(Derive().Hash, shapes.Hash);
    }

    [Fact]
    public void Positions_have_six_decimals_and_none_twice_in_a_row()
    {
        var rough = Features.Replace("[[0,45],", "[[0.0000001,45.0000004],[0.0000004,44.9999996],");

        Assert.Equal(Derive().Hash, Derive(rough).Hash);
    }

    [Fact]
    public void The_outline_does_not_depend_on_the_spelling_of_the_departements()
    {
        var square = "[[0,45],[0.5,45],[0.5,45.5],[0,45.5],[0,45]]";
        Assert.Contains(square, Features, StringComparison.Ordinal);
        var turned = Features.Replace(square, "[[0.5,45.5],[0.5,45],[0,45],[0,45.5],[0.5,45.5]]");

        Assert.Equal(Derive().Hash, Derive(turned).Hash);
    }

    [Fact]
    public void Parts_and_holes_stand_by_falling_area_and_turn_as_RFC_7946_says()
    {
        const string parts = "[[[[0,40],[0.1,40],[0.1,40.1],[0,40.1],[0,40]]],"
            + "[[[0,45],[0.5,45],[0.5,45.5],[0,45.5],[0,45]],[[0.1,45.1],[0.2,45.1],[0.2,45.2],[0.1,45.2],[0.1,45.1]],"
            + "[[0.3,45.1],[0.49,45.1],[0.49,45.2],[0.3,45.2],[0.3,45.1]]]]";
        var several = Features.Replace(Square(0, 45, 0.5), $$"""{"type": "MultiPolygon", "coordinates": {{parts}}}""");

        var outline = Assert.IsType<MultiPolygon>(Derive(several).Shapes[0].Outline);

        var (large, small) = ((Polygon)outline[0], (Polygon)outline[1]);
        Assert.True(large.Area > small.Area);
        Assert.Equal([0.3, 0.1], large.InteriorRings.Select(hole => hole.StartPoint.X));
        Assert.True(Orientation.IsCCW(large.ExteriorRing.CoordinateSequence));
        Assert.All(large.InteriorRings, hole => Assert.False(Orientation.IsCCW(hole.CoordinateSequence)));
    }

    [Fact]
    public void Inputs_of_another_form_are_refused()
    {
        Refused("another form", () => Derive(features: "7"));
        Refused("another form", () => Derive(features: "{"));
        Refused("another form", () => Derive(departements: Departements + "," + Departement("11A", "11")));
        Refused("another form", () => Derive(Features.Replace(Square(0, 45, 0.5), Polygon("[[0,45],[1,45]]"))));
        const string point = """{"type": "Point", "coordinates": [1]}""";
        Refused("is a Point", () => Derive(Features.Replace(Square(0, 45, 0.5), point)));
        Refused("only one input knows these departements: 11A, 11C", () => Derive(Features.Replace("11A", "11C")));
        Refused("departement 11A is in none", () => Derive(departements: Departements.Replace("\"11\"", "\"01\"")));
        Refused("94 Corse is called 'Corsica'", () => Derive(regions: Regions.Replace("Corse", "Corsica")));
        Refused("94 Corse is called ''", () => Derive(regions: Regions.Replace("\"94\"", "\"95\"")));
    }

    [Fact]
    public void The_default_shapes_pass_the_checks() => DerivationChecks.Verify(DefaultShapes.Shapes);

    [Fact]
    public void Shapes_that_are_not_the_expected_ones_fail_the_checks()
    {
        Refused("65 vertices, not 10857", () => DerivationChecks.Verify(SquareShapes));
        Refused("2 parts of 11", () => DerivationChecks.Verify(Exchanged("11", "28")));
        Refused("1 holes of 27", () => DerivationChecks.Verify(Exchanged("27", "84")));
        Refused("24 Centre-Val de Loire crosses itself", () => DerivationChecks.Verify(Changed("24", Twisted)));
        Refused("Regions overlap: 11 Île-de-France and 24", () => DerivationChecks.Verify(Changed("24", MovedNorth)));
    }

    private static Geometry Twisted(Geometry outline)
    {
        var ring = outline.Coordinates;
        (ring[100], ring[200]) = (ring[200], ring[100]);
        return new Polygon(new LinearRing(ring));
    }

    private static Geometry MovedNorth(Geometry outline) => new Polygon(new LinearRing(
        [.. outline.Coordinates.Select(position => new Coordinate(position.X, position.Y + 0.1))]));

    private static RegionShapes Changed(string code, Func<Geometry, Geometry> change) => new(
        [.. DefaultShapes.Shapes.Shapes.Select(shape =>
            shape.Region.Code == code ? shape with { Outline = change(shape.Outline.Copy()) } : shape)]);

    private static RegionShapes Exchanged(string one, string other)
    {
        Geometry Of(string code) => DefaultShapes.Shapes.Shapes.Single(shape => shape.Region.Code == code).Outline;
        return new([.. DefaultShapes.Shapes.Shapes.Select(shape =>
            shape.Region.Code == one ? shape with { Outline = Of(other) }
            : shape.Region.Code == other ? shape with { Outline = Of(one) }
            : shape)]);
    }

    private static RegionShapes Derive(string? features = null, string? departements = null, string? regions = null) =>
        Derivation.Derive(
            Bytes($$"""{"features": [{{features ?? Features}}]}"""),
            Bytes($"[{departements ?? Departements}]"),
            Bytes($"[{regions ?? Regions}]"));

    private static string Feature(string code, string geometry, string country = "FXX") =>
        $$$"""{"properties": {"gu_a3": "{{{country}}}", "gn_a1_code": "{{{code}}}"}, "geometry": {{{geometry}}}}""";

    private static string Departement(string code, string region, string zone = "metro") =>
        $$"""{"code": "{{code}}", "region": "{{region}}", "zone": "{{zone}}"}""";

    private static void Refused(string why, Action derive) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(derive).Message, StringComparison.OrdinalIgnoreCase);
}
