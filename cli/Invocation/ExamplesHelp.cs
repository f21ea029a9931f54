using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Isotherm.Cli.Invocation;

/// <summary>The help of System.CommandLine, followed by details and examples of the command.</summary>
internal sealed class ExamplesHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    /// <summary>Puts details and examples into the help of a root command and of all commands below it.</summary>
    public static void AddTo(RootCommand root, int width)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var help = (HelpAction)option.Action!;
        help.MaxWidth = width;
        option.Action = new ExamplesHelp(help);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ExampleCommand command) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Details:");
        foreach (var line in command.Details.Split('\n')) output.WriteLine(line.Length == 0 ? "" : "  " + line);
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in command.Examples) output.WriteLine("  " + example);
        output.WriteLine();
        return code;
    }
}
