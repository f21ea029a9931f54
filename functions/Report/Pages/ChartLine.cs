using System.Globalization;
using System.Text;
using Isotherm.Report.Views;

namespace Isotherm.Report.Pages;

/// <summary>
/// The line of a region as the data of an SVG path. A gap is a gap: no line is drawn across it, and a value between two
/// gaps is a dot. In a step of several hours the line goes through the lowest and the highest value.
/// </summary>
internal static class ChartLine
{
    /// <summary>Units of the drawing, which is then stretched to its place.</summary>
    public const int Width = 1000;

    /// <summary>Units of the drawing.</summary>
    public const int Height = 400;

    public static string Path(ChartSeries series, ChartAxis axis)
    {
        var path = new StringBuilder();
        var isOpen = false;
        for (var i = 0; i < series.Points.Count; i++)
        {
            if (series.Points[i] is not { } point || IsAlone(series, i))
            {
                isOpen = false;
                continue;
            }

            var (high, low) = (Down(point.High, axis), Down(point.Low, axis));
            path.Append(CultureInfo.InvariantCulture, $"{(isOpen ? 'L' : 'M')}{Along(i, axis)} {high}");
            if (low != high) path.Append('V').Append(low);
            isOpen = true;
        }

        return path.ToString();
    }

    /// <summary>The values that no line goes through: lines without length, whose round ends make the dots.</summary>
    public static string Dots(ChartSeries series, ChartAxis axis)
    {
        var path = new StringBuilder();
        for (var i = 0; i < series.Points.Count; i++)
        {
            if (series.Points[i] is not { } point || !IsAlone(series, i)) continue;
            var (high, low) = (Down(point.High, axis), Down(point.Low, axis));
            path.Append(CultureInfo.InvariantCulture, $"M{Along(i, axis)} {high}V{low}");
        }

        return path.ToString();
    }

    private static bool IsAlone(ChartSeries series, int index) =>
        (index == 0 || series.Points[index - 1] is null)
        && (index + 1 == series.Points.Count || series.Points[index + 1] is null);

    private static int Along(int index, ChartAxis axis) => (int)Math.Round(axis.Along(index) * Width);

    private static int Down(decimal value, ChartAxis axis) => (int)Math.Round(axis.Down(value) * Height);
}
