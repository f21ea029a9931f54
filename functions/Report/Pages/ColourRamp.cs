namespace Isotherm.Report.Pages;

/// <summary>
/// A row of colours at equal distances in OKLab, so that equal steps of temperature look like equal steps.
/// </summary>
internal sealed class ColourRamp
{
    private const int Samples = 1000;

    private readonly OkLab[] _colours;

    private ColourRamp(OkLab[] colours) => _colours = colours;

    /// <summary>
    /// Cold to warm: dark indigo, magenta, orange, light yellow. Lightness only rises, so it reads without hues: in
    /// grey, in print, and with any colour vision.
    /// </summary>
    public static ColourRamp Temperature { get; } = Equal(65, at => OkLab.FromLch(
        0.30 + (0.62 * at), 0.13 + (0.08 * Math.Sin(Math.PI * at)), 278 + (182 * Math.Pow(at, 0.9))));

    /// <summary>
    /// Less, nothing, more: blue, near white, orange; the pair that every common colour vision keeps apart. The end
    /// of one side is as far from the middle as that of the other.
    /// </summary>
    public static ColourRamp Difference { get; } = new([
        .. Equal(33, at => OkLab.FromLch(0.50 + (0.47 * at), 0.13 * (1 - at), 255))._colours[..^1],
        .. Equal(33, at => OkLab.FromLch(0.97 - (0.47 * at), 0.13 * at, 50))._colours,
    ]);

    public IReadOnlyList<OkLab> Colours => _colours;

    /// <summary>The colour at a place from 0 to 1; beyond them the last one.</summary>
    public OkLab At(double place) => _colours[(int)Math.Round(Math.Clamp(place, 0, 1) * (_colours.Length - 1))];

    private static ColourRamp Equal(int count, Func<double, OkLab> curve)
    {
        var points = Enumerable.Range(0, Samples + 1).Select(index => curve((double)index / Samples)).ToArray();
        var way = new double[points.Length];
        for (var i = 1; i < points.Length; i++) way[i] = way[i - 1] + points[i].Distance(points[i - 1]);
        var colours = new OkLab[count];
        var at = 1;
        for (var i = 0; i < count; i++)
        {
            var wanted = way[^1] * i / (count - 1);
            while (at < Samples && way[at] < wanted) at++;
            colours[i] = points[at - 1].Towards(points[at], (wanted - way[at - 1]) / (way[at] - way[at - 1]));
        }

        return new ColourRamp(colours);
    }
}
