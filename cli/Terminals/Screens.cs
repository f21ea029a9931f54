using Spectre.Console;

namespace Isotherm.Cli.Terminals;

/// <summary>Standard output and standard error as Spectre.Console draws on them.</summary>
internal static class Screens
{
    public static IAnsiConsole OutputScreen(this Surroundings surroundings) =>
        Create(surroundings, surroundings.Output, surroundings.IsOutputTerminal);

    public static IAnsiConsole ErrorScreen(this Surroundings surroundings) =>
        Create(surroundings, surroundings.Error, surroundings.IsErrorTerminal);

    private static IAnsiConsole Create(Surroundings surroundings, TextWriter writer, bool isTerminal) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal && surroundings.Variable("TERM") != "dumb" ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && surroundings.IsColoured
                ? ColorSystemSupport.Standard
                : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new ScreenOutput(writer, isTerminal, surroundings.Width),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
}
