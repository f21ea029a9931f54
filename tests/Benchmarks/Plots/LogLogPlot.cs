using System.Globalization;
using System.Xml.Linq;

namespace Isotherm.Benchmarks.Plots;

/// <summary>
/// Lines over two logarithmic axes as SVG. It has a ground of its own, light or dark as the reader's surroundings ask,
/// so it can be read on any page; each line has a colour and a form of its points.
/// </summary>
/// <param name="title">What is shown.</param>
/// <param name="caption">How it was measured, a line each.</param>
/// <param name="horizontal">What the horizontal axis counts.</param>
/// <param name="vertical">What the vertical axis counts.</param>
internal sealed class LogLogPlot(string title, IReadOnlyList<string> caption, string horizontal, string vertical)
{
    private const double Width = 1000;
    private const double Height = 560;
    private const double Left = 76;
    private const double Right = 660;
    private const double Top = 56;
    private const double Bottom = 440;
    private const double LegendLeft = 684;
    private const double LegendLine = 27;
    private const double LineWidth = 2.5;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Colours that are told apart by the colour-blind, too, for a light ground and for a dark one.</summary>
    private static readonly (string Light, string Dark)[] Colours =
    [
        ("#c2410c", "#fb923c"), ("#d97706", "#fcd34d"), ("#1d4ed8", "#60a5fa"), ("#047857", "#34d399"),
        ("#7e22ce", "#c084fc"), ("#be185d", "#f472b6"), ("#475569", "#cbd5e1"), ("#0e7490", "#22d3ee"),
        ("#4d7c0f", "#a3e635"),
    ];

    /// <summary>The forms of points, about 0,0.</summary>
    private static readonly string[] Forms =
    [
        "M-5,-5H5V5H-5Z", "M0,-6 6,0 0,6 -6,0Z", "M0,-6 6,5H-6Z", "M0,6 6,-5H-6Z",
        "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0",
        "M-2,-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z", "M-6,-2H6V2H-6Z", "M-2,-6H2V6H-2Z", "M-5,-6 6,0 -5,6Z",
    ];

    /// <exception cref="ArgumentException">There is nothing to draw, or more lines than can be told apart.</exception>
    public string Draw(IReadOnlyList<PlotSeries> lines)
    {
        if (lines.Count == 0 || lines.Count > Colours.Length || lines.Any(line => line.Points.Count == 0))
            throw new ArgumentException($"Between 1 and {Colours.Length} lines with points are drawn.", nameof(lines));
        var x = new LogAxis(lines.SelectMany(line => line.Points).Select(point => point.X), Left, Right);
        var y = new LogAxis(lines.SelectMany(line => line.Points).Select(point => point.Y), Bottom, Top);
        var drawing = new XElement(
            Svg + "svg",
            Of("viewBox", $"0 0 {Width} {Height}"),
            Of("role", "img"),
            Of("font-family", "system-ui, -apple-system, 'Segoe UI', sans-serif"),
            Of("font-size", "14"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "style", Style()),
            Element("rect", ("class", "ground"), ("width", Width), ("height", Height), ("rx", 8)),
            Grid(x, y),
            Words(x, y),
            lines.Select((line, i) => Line(line, i, x, y)),
            Legend(lines));
        return drawing + "\n";
    }

    private static string Style() =>
        Rules(".ground{fill:#ffffff}text{fill:#1f2937}.grid{stroke:#d1d5db}", colour => colour.Light)
        + "@media(prefers-color-scheme:dark){"
        + Rules(".ground{fill:#0d1117}text{fill:#e6edf3}.grid{stroke:#30363d}", colour => colour.Dark) + "}";

    private static string Rules(string ground, Func<(string Light, string Dark), string> tone) =>
        ground + string.Concat(Colours.Select(
            (colour, i) => $".l{i}{{stroke:{tone(colour)}}}.p{i}{{fill:{tone(colour)}}}"));

    private static XElement Grid(LogAxis x, LogAxis y) => new(
        Svg + "g",
        Of("class", "grid"),
        x.Powers.Select(power => x.Of(Math.Pow(10, power))).Select(at =>
            Element("line", ("x1", at), ("x2", at), ("y1", Top), ("y2", Bottom))),
        y.Powers.Select(power => y.Of(Math.Pow(10, power))).Select(at =>
            Element("line", ("x1", Left), ("x2", Right), ("y1", at), ("y2", at))));

    private IEnumerable<XElement> Words(LogAxis x, LogAxis y)
    {
        yield return Text(title, Left, 32, "start", ("font-size", "18"), ("font-weight", "600"));
        foreach (var power in x.Powers)
            yield return Text(LogAxis.Text(power), x.Of(Math.Pow(10, power)), Bottom + 20, "middle");
        foreach (var power in y.Powers)
            yield return Text(LogAxis.Text(power), Left - 8, y.Of(Math.Pow(10, power)) + 5, "end");
        yield return Text(horizontal, (Left + Right) / 2, Bottom + 44, "middle");
        const double middle = (Top + Bottom) / 2;
        yield return Text(vertical, 24, middle, "middle", ("transform", Invariant($"rotate(-90 24 {middle})")));
        for (var i = 0; i < caption.Count; i++)
            yield return Text(caption[i], Left, Bottom + 76 + (i * 20), "start", ("font-size", "12"));
    }

    private static XElement Line(PlotSeries line, int index, LogAxis x, LogAxis y)
    {
        var points = line.Points.Select(point => (X: x.Of(point.X), Y: y.Of(point.Y))).ToArray();
        return new XElement(
            Svg + "g",
            new XElement(Svg + "title", line.Name),
            Element(
                "polyline",
                ("class", $"l{index}"),
                ("fill", "none"),
                ("stroke-width", LineWidth),
                ("points", string.Join(' ', points.Select(point => Invariant($"{point.X:0.#},{point.Y:0.#}"))))),
            points.Select(point => Mark(index, point.X, point.Y)));
    }

    /// <summary>In the order in which the lines end on the right, the highest first.</summary>
    private static IEnumerable<XElement> Legend(IReadOnlyList<PlotSeries> lines)
    {
        var order = lines.Select((line, index) => (line, index))
            .OrderByDescending(one => one.line.Points[^1].Y / one.line.Points[^1].X);
        var at = Top + 12;
        foreach (var (line, index) in order)
        {
            yield return Element(
                "line",
                ("class", $"l{index}"),
                ("stroke-width", LineWidth),
                ("x1", LegendLeft),
                ("x2", LegendLeft + 28),
                ("y1", at),
                ("y2", at));
            yield return Mark(index, LegendLeft + 14, at);
            yield return Text(line.Name, LegendLeft + 38, at + 5, "start");
            at += LegendLine;
        }
    }

    private static XElement Mark(int index, double x, double y) => Element(
        "path", ("class", $"p{index}"), ("d", Forms[index]), ("transform", Invariant($"translate({x:0.#} {y:0.#})")));

    private static XElement Text(
        string text, double x, double y, string anchor, params (string Name, object Value)[] more)
    {
        var element = Element("text", [("x", x), ("y", y), ("text-anchor", anchor), .. more]);
        element.Value = text;
        return element;
    }

    private static XElement Element(string name, params (string Name, object Value)[] attributes) =>
        new(Svg + name, attributes.Select(attribute => Of(attribute.Name, attribute.Value)));

    private static XAttribute Of(string name, object value) =>
        new(name, value is double number ? number.ToString("0.##", CultureInfo.InvariantCulture) : value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
