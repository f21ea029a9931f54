using System.Text;
using Spectre.Console;

namespace Isotherm.Cli.Terminals;

/// <summary>Lets Spectre.Console draw on any writer, of a width that is known.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
{
    private const int Height = 50;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => width;

    int IAnsiConsoleOutput.Height => Height;

    public void SetEncoding(Encoding encoding)
    {
        // The writer has an encoding of its own.
    }
}
