using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Isotherm.Cli.Aggregates;
using Isotherm.Cli.Aggregations;
using Isotherm.Cli.DeadLetters;
using Isotherm.Cli.Demo;
using Isotherm.Cli.Doctor;
using Isotherm.Cli.Exports;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.RawObjects;
using Isotherm.Cli.Reconciling;
using Isotherm.Cli.Regions;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Reports;
using Isotherm.Cli.Serving;
using Isotherm.Cli.Tables;
using Isotherm.Cli.Terminals;
using Isotherm.Cli.Verification;
using Isotherm.Core.Failures;

namespace Isotherm.Cli;

/// <summary>
/// The program <c>isotherm</c>. Exit codes: 0 only when everything asked for was done, 1 when it could not be, 2 when
/// the command line is wrong, 3 when it was done and what was found needs a person, 130 after Ctrl-C. Data goes to
/// standard output, all else to standard error.
/// </summary>
public static class IsothermCommandLine
{
    private const int HelpWidth = 110;

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellation)
    {
        try
        {
            var code = await InvokeAsync(arguments, surroundings, cancellation);
            await surroundings.Output.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            surroundings.Fail("Interrupted. Nothing half done is left behind; the same command can be run again.");
            return ExitCode.Interrupted;
        }
        catch (TransientException e)
        {
            return surroundings.Fail(e.NeedsPerson ? e.Message : $"{e.Message} This may pass: try again.");
        }
        catch (Exception e) when (e is PoisonException or IOException or UnauthorizedAccessException)
        {
            return surroundings.Fail(e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return surroundings.Fail($"A defect of isotherm ({e.GetType().Name}: {e.Message}): please report it.");
        }
    }

    /// <summary>What is wrong with the words and options of a command line; null when there is nothing.</summary>
    public static string? MistakeIn(IReadOnlyList<string> arguments, Surroundings surroundings) =>
        Mistake(Parse(arguments, surroundings));

    private static ParseResult Parse(IReadOnlyList<string> arguments, Surroundings surroundings) =>
        Root(surroundings).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellation)
    {
        var parsed = Parse(arguments, surroundings);
        if (Mistake(parsed) is { } mistake) return surroundings.Misuse(PathOf(parsed.CommandResult), mistake);
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = surroundings.Output,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellation);
    }

    private static RootCommand Root(Surroundings surroundings)
    {
        var root = new RootCommand("Mean temperatures of the French regions, from hourly sensor readings.")
        {
            DemoCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            AggregateCommand.Create(surroundings),
            AggregationsCommand.Create(surroundings),
            LocateCommand.Create(surroundings),
            RegionsCommand.Create(surroundings),
            ReportCommand.Create(surroundings),
            ReplayCommand.Create(surroundings),
            ReconcileCommand.Create(surroundings),
            VerifyCommand.Create(surroundings),
            DeadLettersCommand.Create(surroundings),
            RunsCommand.Create(surroundings),
            RejectsCommand.Create(surroundings),
            RawCommand.Create(surroundings),
            ExportCommand.Create(surroundings),
            MethodCommand.Create(surroundings),
            MigrateCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
        };
        ExamplesHelp.AddTo(root, surroundings.IsOutputTerminal ? surroundings.Width : HelpWidth);
        return root;
    }

    // Help and version are asked for whatever else is wrong.
    private static string? Mistake(ParseResult parsed) =>
        parsed.Action is { ClearsParseErrors: true }
            ? null
            : UnknownOption(parsed) ?? UnknownWord(parsed) ?? FirstError(parsed);

    // The parser takes what it does not know for an argument; a misspelt option must not become the name of a file.
    private static string? UnknownOption(ParseResult parsed)
    {
        var unknown = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument)
            .FirstOrDefault(token => token.Value is ['-', _, ..] && !IsNumber(token.Value));
        return unknown is null ? null : $"There is no option '{unknown.Value}' here.";
    }

    private static string? UnknownWord(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0) return null;
        var words = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToArray();
        return words.Length == 0
            ? $"'{parsed.UnmatchedTokens[0]}' is one word too many."
            : $"There is no command '{parsed.UnmatchedTokens[0]}' here: use {string.Join(", ", words)}.";
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string? FirstError(ParseResult parsed) => parsed.Errors.Count == 0 ? null : parsed.Errors[0].Message;

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}".Trim() : "";
}
