using System.CommandLine;

namespace Isotherm.Cli.Invocation;

/// <summary>A command whose help ends in all that one has to know about it, and examples.</summary>
internal sealed class ExampleCommand(
    string name, string summary, string details, params IReadOnlyList<string> examples) : Command(name, summary)
{
    /// <summary>Lines that fit a terminal.</summary>
    public string Details => details;

    /// <summary>Command lines that can be typed as they stand.</summary>
    public IReadOnlyList<string> Examples => examples;
}
