using System.Text;
using Isotherm.Cli.Invocation;

namespace Isotherm.Cli.Terminals;

/// <summary>Everything a command takes from the process it runs in, so that it can run in another one.</summary>
public sealed record Surroundings
{
    private const int UsualWidth = 80;

    /// <summary>Standard input, as bytes.</summary>
    public required Stream Input { get; init; }

    /// <summary>Data, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Errors, warnings and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Reads a variable of the environment; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Relative paths start here.</summary>
    public required string Folder { get; init; }

    /// <summary>Who runs the program, for an audit.</summary>
    public string User { get; init; } = "unknown";

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>Colours are used on a terminal unless <c>NO_COLOR</c> is set to anything.</summary>
    internal bool IsColoured => string.IsNullOrEmpty(Variable("NO_COLOR")) && Variable("TERM") != "dumb";

    /// <summary>Standard streams, environment and clock of this process.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Input = Console.OpenStandardInput(),
        Output = Writer(Console.OpenStandardOutput(), isFlushed: !Console.IsOutputRedirected),
        Error = Writer(Console.OpenStandardError(), isFlushed: true),
        Variable = Environment.GetEnvironmentVariable,
        Clock = TimeProvider.System,
        Folder = Environment.CurrentDirectory,
        User = $"{Environment.UserName}@{Environment.MachineName}",
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = WidthOfThisTerminal(),
    };

    /// <summary>The absolute form of a path that the user wrote.</summary>
    internal string PathOf(string written) => Path.GetFullPath(written, Folder);

    /// <summary>Bytes on standard output: of a text on any writer, of all else on a stream only.</summary>
    internal async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Output is not StreamWriter { BaseStream: var stream })
        {
            await Output.WriteAsync(Encoding.UTF8.GetString(bytes.Span));
            return;
        }

        await Output.FlushAsync(cancellation);
        await stream.WriteAsync(bytes, cancellation);
        await stream.FlushAsync(cancellation);
    }

    /// <summary>One line on standard error; the exit code of a command that could not do what was asked.</summary>
    internal int Fail(string sentence)
    {
        Say(sentence);
        return ExitCode.Failure;
    }

    /// <summary>One line on standard error; the exit code of a command line that is wrong.</summary>
    internal int Misuse(string command, string sentence)
    {
        Say($"{sentence} See: isotherm {command}{(command.Length == 0 ? "" : " ")}--help");
        return ExitCode.Usage;
    }

    internal void Warn(string sentence) => Say("warning: " + sentence);

    private void Say(string sentence) => Error.WriteLine("isotherm: " + Printable.OneLine(sentence));

    private static StreamWriter Writer(Stream stream, bool isFlushed) =>
        new(stream, new UTF8Encoding(false), bufferSize: 16 * 1024) { AutoFlush = isFlushed, NewLine = "\n" };

    private static int WidthOfThisTerminal()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
