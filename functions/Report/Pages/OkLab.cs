namespace Isotherm.Report.Pages;

/// <summary>
/// A colour in OKLab, where equal distances look equally different: B. Ottosson, "A perceptual color space for image
/// processing", 2020 (matrices from there), and the transfer function of sRGB (IEC 61966-2-1).
/// </summary>
/// <param name="L">Lightness, 0 black to 1 white.</param>
/// <param name="A">Green to red.</param>
/// <param name="B">Blue to yellow.</param>
internal readonly record struct OkLab(double L, double A, double B)
{
    // Halvings: to a millionth of the chroma.
    private const int Halvings = 20;

    /// <summary>From lightness, chroma and hue (degrees); less chroma where a screen cannot show it.</summary>
    public static OkLab FromLch(double lightness, double chroma, double hue)
    {
        var (sine, cosine) = Math.SinCos(double.DegreesToRadians(hue));
        if (With(chroma).IsOnScreen) return With(chroma);
        var (shown, tooMuch) = (0.0, chroma);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (shown + tooMuch) / 2;
            if (With(middle).IsOnScreen) shown = middle;
            else tooMuch = middle;
        }

        return With(shown);

        OkLab With(double some) => new(lightness, some * cosine, some * sine);
    }

    /// <summary>The colour that far on the straight way to another: 0 this one, 1 the other.</summary>
    public OkLab Towards(OkLab other, double share) => new(
        L + (share * (other.L - L)), A + (share * (other.A - A)), B + (share * (other.B - B)));

    /// <summary>Whether sRGB has it.</summary>
    private bool IsOnScreen
    {
        get
        {
            var (red, green, blue) = Linear;
            return red is >= 0 and <= 1 && green is >= 0 and <= 1 && blue is >= 0 and <= 1;
        }
    }

    /// <summary>Red, green and blue, proportional to light.</summary>
    private (double Red, double Green, double Blue) Linear
    {
        get
        {
            var l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
            var m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
            var s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
            return ((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
                (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
                (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
        }
    }

    /// <summary>Relative luminance as WCAG 2 defines it, 0 to 1.</summary>
    public double Luminance
    {
        get
        {
            var (red, green, blue) = Linear;
            return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
        }
    }

    /// <summary>How different two colours look.</summary>
    public double Distance(OkLab other) =>
        Math.Sqrt(Math.Pow(L - other.L, 2) + Math.Pow(A - other.A, 2) + Math.Pow(B - other.B, 2));

    /// <summary>For example <c>#7a5195</c>.</summary>
    public string Hex
    {
        get
        {
            var (red, green, blue) = Linear;
            return $"#{Byte(red):x2}{Byte(green):x2}{Byte(blue):x2}";
        }
    }

    private static double Cube(double value) => value * value * value;

    private static byte Byte(double linear)
    {
        var clamped = Math.Clamp(linear, 0, 1);
        var encoded = clamped <= 0.0031308 ? 12.92 * clamped : (1.055 * Math.Pow(clamped, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(encoded * 255);
    }
}
