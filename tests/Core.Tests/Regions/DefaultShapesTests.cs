using System.Text;
using Isotherm.Core.Regions;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Regions;

/// <summary>What is known of the shapes that the product starts with.</summary>
public sealed class DefaultShapesTests
{
    private const string Hash = "5a8b3a1c4670b5662a51792b12df332448fc729f01a5d9d6de68558b88d3677d";

    private static readonly RegionLocators Locators = new(DefaultShapes.Shapes);

    [Fact]
    public void The_default_shapes_are_those_that_were_derived()
    {
        var result = ShapesReader.Read(DefaultShapes.File);

        Assert.Null(result.Warning);
        Assert.Equal(Hash, result.Shapes!.Hash);
        Assert.Equal(10_857, result.Shapes.Shapes.Sum(shape => shape.Outline.NumPoints));
    }

    [Fact]
    public void The_default_file_is_in_the_form_that_the_product_writes() =>
        Assert.Equal(DefaultShapes.File, ShapesWriter.Write(DefaultShapes.Shapes));

    [Fact]
    public void The_page_beside_the_file_names_its_hash()
    {
        var page = File.ReadAllText(Checkout.PathOf("data", "README.md"), Encoding.UTF8);

        Assert.Contains(Hash, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(48.8566, 2.3522, "11", "11")] // Paris
    [InlineData(45.6258385, 0.0629891, "75", "75")] // the example of the brief
    [InlineData(44.3853, 4.9908, "84", "93")] // Valréas, in the Enclave des Papes
    [InlineData(43.339, -0.086, "75", "76")] // an enclave of 76 in 75
    [InlineData(42.461, 1.966, "76", "")] // Llívia, in Spain, as coarse as it is here
    [InlineData(48.46, -5.09, "53", "53")] // Ouessant
    [InlineData(42.0, 9.0, "94", "94")] // Corse
    [InlineData(-21.1, 55.5, "", "")] // La Réunion
    [InlineData(2.3522, 48.8566, "", "")] // Paris with its degrees changed about
    public void A_place_is_in_its_region(double latitude, double longitude, string rectangle, string polygon)
    {
        Assert.Equal(rectangle, Code(Locators.Rectangle.Locate(latitude, longitude)));
        Assert.Equal(polygon, Code(Locators.Polygon.Locate(latitude, longitude)));
        Assert.Same(DefaultShapes.Shapes, Locators.Shapes);
    }

    private static string Code(int region) =>
        region == IRegionLocator.None ? "" : DefaultShapes.Shapes.Shapes[region].Region.Code;
}
