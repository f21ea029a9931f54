using System.Globalization;
using System.Runtime.Intrinsics;
using CsCheck;
using Isotherm.Core.Regions;
using NetTopologySuite.Geometries;

namespace Isotherm.Core.Tests.Regions;

/// <summary>
/// Many rectangles at once against one after the other; <see cref="RectanglePathsTests"/> runs these again without
/// vectors of some width.
/// </summary>
public sealed class RectangleVectorsTests
{
    /// <summary>In the environment: how many bits the vectors of this process may have.</summary>
    public const string MostBits = "ISOTHERM_VECTOR_BITS";

    private static readonly Gen<double> Degrees = Gen.OneOf(
        Gen.Int[-6, 6].Select(step => step / 2.0),
        Gen.Int[-6, 6].Select(step => Math.BitIncrement(step / 2.0)),
        Gen.Double[-3, 3]);

    private static readonly Gen<double> Asked = Gen.OneOf(
        Degrees, Gen.OneOf((double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e308]));

    private static readonly Gen<OutlineBox> Box = Gen.Select(Degrees, Degrees, Degrees, Degrees, (y1, x1, y2, x2) =>
        new OutlineBox(Math.Min(y1, y2), Math.Min(x1, x2), Math.Max(y1, y2), Math.Max(x1, x2)));

    [Theory]
    [InlineData(1, 9, 2_000)]
    [InlineData(13, 13, 1_000)]
    [InlineData(60, 70, 200)]
    [InlineData(240, 250, 50)]
    public void The_first_and_the_number_are_those_of_comparing_one_by_one(int fewest, int most, int samples)
    {
        if (Environment.GetEnvironmentVariable(MostBits) is { } bits)
            Assert.InRange(Widest(), 0, int.Parse(bits, CultureInfo.InvariantCulture));

        var points = Gen.Select(Asked, Asked).Array[1, 20];
        Gen.Select(Box.Array[fewest, most], points).Sample(
            (boxes, asked) =>
            {
                var locator = new RectangleLocator([.. boxes.Select(Outline)]);
                foreach (var (latitude, longitude) in asked)
                {
                    var first = locator.Locate(latitude, longitude, out var matches);
                    Assert.Equal(Array.FindIndex(boxes, box => box.Holds(latitude, longitude)), first);
                    Assert.Equal(boxes.Count(box => box.Holds(latitude, longitude)), matches);
                    Assert.Equal(first, locator.Locate(latitude, longitude));
                }
            },
            iter: samples);
    }

    private static Geometry Outline(OutlineBox box) => new Polygon(new LinearRing(
    [
        new(box.West, box.South), new(box.West, box.North), new(box.East, box.North), new(box.West, box.South),
    ]));

    private static int Widest() => (Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated) switch
    {
        (true, _) => 512,
        (_, true) => 256,
        _ => Vector128.IsHardwareAccelerated ? 128 : 0,
    };
}
