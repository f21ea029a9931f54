using System.Text.RegularExpressions;

namespace Isotherm.Hosting.Logs;

/// <summary>
/// Where an exception was thrown, as the text of its stack trace says: reflection on frames does not survive native
/// compilation, and a text that went through a mask has none.
/// </summary>
/// <param name="Function">Type and method.</param>
/// <param name="File">Null when the program has no symbols.</param>
/// <param name="Line">Null when the program has no symbols.</param>
internal sealed partial record SourceLocation(string Function, string? File, string? Line)
{
    private const int LongestPart = 500;

    /// <summary>The first frame of ours, else the first one; null when there is none.</summary>
    public static SourceLocation? OfStackTrace(string? stackTrace)
    {
        var frames = Frame().Matches(stackTrace ?? "");
        if (frames.Count == 0) return null;
        var frame = frames.FirstOrDefault(IsOurs) ?? frames[0];
        var (file, line) = (frame.Groups["file"], frame.Groups["line"]);
        return new SourceLocation(
            BoundedText.Of(frame.Groups["function"].Value, LongestPart),
            file.Success ? BoundedText.Of(file.Value, LongestPart) : null,
            line.Success ? line.Value : null);
    }

    private static bool IsOurs(Match frame) =>
        frame.Groups["function"].ValueSpan.StartsWith("Isotherm.", StringComparison.Ordinal);

    [GeneratedRegex(@"^ +at (?<function>[^(\r\n]+)\([^\r\n]*?\)( in (?<file>[^\r\n]+):line (?<line>[0-9]{1,9}))?",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();
}
