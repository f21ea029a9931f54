using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isotherm.Core.Regions;

/// <summary>
/// Eight rectangles, one bound after the other (a structure of arrays), so that a point is compared with all of them at
/// once: as wide as the processor can (512, 256 or 128 bits). A place without a rectangle has NaN for bounds: nothing
/// is in it, as nothing that is NaN is in any.
/// </summary>
internal readonly struct RectangleBlock
{
    public const int Size = 8;

    private readonly Bounds _south;
    private readonly Bounds _west;
    private readonly Bounds _north;
    private readonly Bounds _east;

    public RectangleBlock(ReadOnlySpan<OutlineBox> boxes)
    {
        var nothing = new OutlineBox(double.NaN, double.NaN, double.NaN, double.NaN);
        for (var i = 0; i < Size; i++)
        {
            var box = i < boxes.Length ? boxes[i] : nothing;
            (_south[i], _west[i], _north[i], _east[i]) = (box.South, box.West, box.North, box.East);
        }
    }

    /// <summary>A bit for each rectangle that holds the point, the first one lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Holding(in RectangleBlock block, double latitude, double longitude)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            var (y, x) = (Vector512.Create(latitude), Vector512.Create(longitude));
            var isBetween = Vector512.GreaterThanOrEqual(y, Vector512.LoadUnsafe(in block._south[0]))
                & Vector512.LessThanOrEqual(y, Vector512.LoadUnsafe(in block._north[0]));
            var isAmid = Vector512.GreaterThanOrEqual(x, Vector512.LoadUnsafe(in block._west[0]))
                & Vector512.LessThanOrEqual(x, Vector512.LoadUnsafe(in block._east[0]));
            return (isBetween & isAmid).ExtractMostSignificantBits();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            var (y, x) = (Vector256.Create(latitude), Vector256.Create(longitude));
            return Four(block, y, x, 0) | (Four(block, y, x, 4) << 4);
        }

        var (lat, lon) = (Vector128.Create(latitude), Vector128.Create(longitude));
        return Two(block, lat, lon, 0) | (Two(block, lat, lon, 2) << 2)
            | (Two(block, lat, lon, 4) << 4) | (Two(block, lat, lon, 6) << 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(in RectangleBlock block, Vector256<double> y, Vector256<double> x, nuint at) =>
        (Vector256.GreaterThanOrEqual(y, Vector256.LoadUnsafe(in block._south[0], at))
            & Vector256.LessThanOrEqual(y, Vector256.LoadUnsafe(in block._north[0], at))
            & Vector256.GreaterThanOrEqual(x, Vector256.LoadUnsafe(in block._west[0], at))
            & Vector256.LessThanOrEqual(x, Vector256.LoadUnsafe(in block._east[0], at))).ExtractMostSignificantBits();

    /// <summary>Where the processor has no vectors at all, .NET does the same in plain code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(in RectangleBlock block, Vector128<double> y, Vector128<double> x, nuint at) =>
        (Vector128.GreaterThanOrEqual(y, Vector128.LoadUnsafe(in block._south[0], at))
            & Vector128.LessThanOrEqual(y, Vector128.LoadUnsafe(in block._north[0], at))
            & Vector128.GreaterThanOrEqual(x, Vector128.LoadUnsafe(in block._west[0], at))
            & Vector128.LessThanOrEqual(x, Vector128.LoadUnsafe(in block._east[0], at))).ExtractMostSignificantBits();

    [InlineArray(Size)]
    private struct Bounds
    {
        private double _first;
    }
}
