namespace Isotherm.Cli.Invocation;

/// <summary>What a command tells the shell.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Success = 0;

    /// <summary>It could not be done; standard error says why.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It was done, and what it found needs a person.</summary>
    public const int Attention = 3;

    /// <summary>Ctrl-C, or the signal that asks a program to end: 128 and the number of the first.</summary>
    public const int Interrupted = 130;
}
