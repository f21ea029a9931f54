using CsCheck;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Isotherm.Core.Tests.Regions;

/// <summary>What every locator promises, whatever it takes for the inside of a region.</summary>
public abstract class RegionLocatorPromises
{
    private const int None = IRegionLocator.None;

    /// <summary>Two unit squares that share the edge at longitude 1, and one far from them.</summary>
    private static readonly string[] Squares =
    [
        "POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))",
        "POLYGON ((1 0, 1 1, 2 1, 2 0, 1 0))",
        "POLYGON ((10 10, 11 10, 11 11, 10 11, 10 10))",
    ];

    protected abstract IRegionLocator Build(IReadOnlyList<Geometry> outlines);

    /// <summary>Whether the outline holds the point, found without any index.</summary>
    protected abstract bool Holds(Geometry outline, double latitude, double longitude);

    [Theory]
    [InlineData(0.5, 0.5, 0)]
    [InlineData(0.5, 1.5, 1)]
    [InlineData(10.5, 10.5, 2)]
    [InlineData(10.5, 0.5, None)]
    [InlineData(0.5, 10.5, None)]
    public void A_point_is_in_the_region_around_it(double latitude, double longitude, int region) =>
        Assert.Equal(region, Locator(Squares).Locate(latitude, longitude));

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 10.5)]
    [InlineData(10, 11)]
    [InlineData(10.5, 11)]
    [InlineData(11, 11)]
    [InlineData(11, 10.5)]
    [InlineData(11, 10)]
    [InlineData(10.5, 10)]
    public void A_point_on_the_border_is_inside(double latitude, double longitude) =>
        Assert.Equal(2, Locator(Squares).Locate(latitude, longitude));

    [Fact]
    public void A_point_a_hair_beyond_any_of_the_four_edges_is_outside()
    {
        var locator = Locator(Squares);

        Assert.Equal(None, locator.Locate(Math.BitDecrement(10.0), 10.5));
        Assert.Equal(None, locator.Locate(Math.BitIncrement(11.0), 10.5));
        Assert.Equal(None, locator.Locate(10.5, Math.BitDecrement(10.0)));
        Assert.Equal(None, locator.Locate(10.5, Math.BitIncrement(11.0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_point_on_a_shared_border_goes_to_the_first_region(double latitude)
    {
        Assert.Equal(0, Locator(Squares).Locate(latitude, 1));
        Assert.Equal(1, Locator(Squares.Reverse()).Locate(latitude, 1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_point_that_is_not_finite_is_in_no_region(double degrees)
    {
        var locator = Locator(Squares);

        Assert.Equal(None, locator.Locate(degrees, 0.5));
        Assert.Equal(None, locator.Locate(0.5, degrees));
        Assert.Equal(None, locator.Locate(degrees, degrees));
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        Assert.Equal(0, Locator(Squares).Locate(-0.0, -0.0));
        Assert.Equal(0, Locator(["POLYGON ((-0 -0, 1 -0, 1 1, -0 1, -0 -0))"]).Locate(0.0, 0.0));
    }

    [Fact]
    public void An_island_belongs_to_its_region()
    {
        var locator = Locator(["MULTIPOLYGON (((5 5, 6 5, 6 6, 5 6, 5 5)), ((0 0, 1 0, 1 1, 0 1, 0 0)))"]);

        Assert.Equal(0, locator.Locate(0.5, 0.5));
        Assert.Equal(0, locator.Locate(5.5, 5.5));
        Assert.Equal(0, locator.Locate(6, 6));
    }

    [Fact]
    public void The_orientation_of_rings_means_nothing()
    {
        var ways = new[]
        {
            "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
            "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))",
            "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
        };
        foreach (var (latitude, longitude) in new[] { (0.5, 0.5), (1.5, 1.5), (1.0, 1.5), (4.5, 1.5) })
        {
            Assert.Single(ways.Select(way => Locator([way]).Locate(latitude, longitude)).Distinct());
        }
    }

    [Fact]
    public void A_random_point_is_in_the_first_outline_that_holds_it() =>
        OutlineGen.OutlinesAndPoint.Sample(
            sample =>
            {
                var (outlines, latitude, longitude) = sample;
                var first = Array.FindIndex(outlines, outline => Holds(outline, latitude, longitude));
                return Build(outlines).Locate(latitude, longitude) == first;
            },
            iter: 20_000);

    [Fact]
    public void Many_threads_at_once_get_the_answers_of_one()
    {
        var outlines = DefaultShapes.Shapes.Shapes.Select(shape => shape.Outline).ToArray();
        var points = outlines.SelectMany(outline => outline.Coordinates)
            .Where((_, i) => i % 5 == 0).Select(position => (position.Y, position.X + 0.001)).ToArray();
        var alone = Build(outlines);
        var expected = points.Select(point => alone.Locate(point.Y, point.Item2)).ToArray();
        var shared = Build(outlines);
        var answers = new int[4][];

        using var together = new Barrier(answers.Length);
        var threads = answers.Select((_, i) => new Thread(() =>
        {
            together.SignalAndWait();
            answers[i] = [.. points.Select(point => shared.Locate(point.Y, point.Item2))];
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    public void One_to_250_outlines_are_taken(int count)
    {
        var locator = Locator(
            Enumerable.Range(-90, count).Select(i => $"POLYGON (({i} 0, {i} 1, {i + 0.5} 1, {i} 0))"));

        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(i, locator.Locate(1, i - 90)));
        Assert.Equal(None, locator.Locate(1, count - 89.4));
    }

    [Theory]
    [InlineData(0, "POLYGON EMPTY")]
    [InlineData(251, "POLYGON ((0 0, 1 0, 1 1, 0 0))")]
    [InlineData(1, "POLYGON EMPTY")]
    [InlineData(1, "MULTIPOLYGON EMPTY")]
    [InlineData(1, "LINESTRING (0 0, 1 1)")]
    [InlineData(1, "POLYGON ((0 0, NaN 0, 1 1, 0 0))")]
    [InlineData(1, "POLYGON ((0 0, 0 NaN, 1 1, 0 0))")]
    [InlineData(1, "POLYGON ((0 0, Inf 0, 1 1, 0 0))")]
    [InlineData(1, "POLYGON ((0 0, 180.5 0, 1 1, 0 0))")]
    [InlineData(1, "POLYGON ((0 0, 1 -90.5, 1 1, 0 0))")]
    public void Outlines_that_cannot_be_located_in_are_refused(int count, string outline) =>
        Assert.Throws<ArgumentException>(() => Locator(Enumerable.Repeat(outline, count)));

    [Theory]
    [InlineData("POLYGON ((179 0, -179 0, -179 1, 179 1, 179 0))")]
    [InlineData("POLYGON ((0 0, 4 0, 4 4, 0 0), (-100 0, 90 1, 90 0, -100 0))")]
    public void A_shape_across_the_antimeridian_is_refused_and_the_reason_says_so(string outline)
    {
        var refused = Assert.Throws<ArgumentException>(() => Locator([Squares[0], outline]));

        Assert.StartsWith(
            "Outline 1 crosses the antimeridian: cut the shape in two at longitude 180.", refused.Message, default);
    }

    [Fact]
    public void A_shape_that_was_cut_at_the_antimeridian_is_found_on_either_side()
    {
        var locator = Locator(
            ["MULTIPOLYGON (((179 0, 180 0, 180 1, 179 1, 179 0)), ((-180 0, -179 0, -179 1, -180 1, -180 0)))"]);

        Assert.All([179, 179.5, 180, -180, -179.5, -179], at => Assert.Equal(0, locator.Locate(0.5, at)));
        Assert.Equal(None, locator.Locate(0.5, Math.BitIncrement(180.0)));
    }

    [Fact]
    public void A_look_allocates_nothing()
    {
        var locator = Build([.. DefaultShapes.Shapes.Shapes.Select(shape => shape.Outline)]);
        var points = DefaultShapes.Shapes.Shapes.SelectMany(shape => shape.Outline.Coordinates).ToArray();
        var held = LocateAll(locator, points);

        // Another thread's collection may count the rest of this thread's block: what allocates does so every time.
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var heldAgain = LocateAll(locator, points);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(held, heldAgain);
        }

        Assert.Equal(0, least);
        Assert.Equal(points.Length, held);
    }

    private static int LocateAll(IRegionLocator locator, Coordinate[] points)
    {
        var held = 0;
        foreach (var point in points) held += locator.Locate(point.Y, point.X) != None ? 1 : 0;
        return held;
    }

    protected IRegionLocator Locator(IEnumerable<string> wellKnownTexts)
    {
        var reader = new WKTReader();
        return Build([.. wellKnownTexts.Select(reader.Read)]);
    }
}
