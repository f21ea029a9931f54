namespace Isotherm.Cli.Terminals;

/// <summary>Command lines that are shown to be typed.</summary>
internal static class ShellText
{
    /// <summary>How this program is run from the root of the repository.</summary>
    public const string Program = "dotnet run --project cli --";

    private const string Plain = "/._-:=";

    /// <summary>Text as a shell takes it for one word.</summary>
    public static string Quoted(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
