using System.Runtime.CompilerServices;
using NetTopologySuite.Algorithm;

namespace Isotherm.Core.Regions;

/// <summary>
/// On which side of an edge a point lies, robustly: the sign of a determinant of doubles where an error bound shows
/// that rounding cannot have turned it (Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust
/// Geometric Predicates", 1997), and in pairs of doubles where it cannot (NetTopologySuite's <c>CGAlgorithmsDD</c>,
/// which begins with the same bound: so the answer is its answer for every input).
/// </summary>
internal static class EdgeSide
{
    // Three times what is needed (3.33e-16), as in NetTopologySuite.
    private const double ErrorBound = 1e-15;

    /// <summary>Greater than 0 to the left of the edge, less to its right, 0 on its line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(double x1, double y1, double x2, double y2, double x, double y)
    {
        var left = (x1 - x) * (y2 - y);
        var right = (y1 - y) * (x2 - x);
        var turn = left - right;
        return Math.Abs(turn) > ErrorBound * (Math.Abs(left) + Math.Abs(right))
            ? turn
            : CGAlgorithmsDD.OrientationIndex(x1, y1, x2, y2, x, y);
    }
}
