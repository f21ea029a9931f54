using System.CommandLine;
using System.Globalization;
using Isotherm.Adapters.Tables;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Tables;

/// <summary><c>isotherm method</c>: shows or changes the method whose means the tables show.</summary>
internal static class MethodCommand
{
    private const string Details = """
        Without an argument it prints the method that region_temperature shows. With one it changes it: all hours are
        written again from the sums that are kept by both methods, in one transaction, so that nobody reads a mix.
        Interrupted, it changes nothing.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var method = new Argument<string?>("rectangle|polygon")
        {
            Description = "The method to show from now on.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var database = Locations.DatabaseOption();
        var command = new ExampleCommand(
            "method",
            "Show or change the method whose means the tables show.",
            Details,
            "isotherm method",
            "isotherm method polygon --database sqlite:./isotherm.db")
        {
            method, database,
        };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(method), parsed.GetValue(database), surroundings, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string? word, string? location, Surroundings surroundings, CancellationToken cancellation)
    {
        var isKnown = MethodNames.TryParse(word, out var method);
        if (word is not null && !isKnown)
            return surroundings.Misuse("method", $"'{word}' is no method: use rectangle or polygon.");
        if (!OpenedDatabase.TryOpen(surroundings, "method", location, false, out var database, out var code))
            return code;
        if (!isKnown)
        {
            var shown = await database.Reports.MethodAsync(cancellation);
            await surroundings.Output.WriteLineAsync(shown.Name());
            return ExitCode.Success;
        }

        var change = await ProgressBar.RunAsync(
            surroundings, "hours", null, _ => SwitchAsync(database, method, cancellation));
        await surroundings.Output.WriteLineAsync(change.Before == change.After
            ? $"{method.Name()} is shown already: nothing changed."
            : $"{method.Name()} is shown from now on, {change.Before.Name()} no longer: "
                + $"{Hours(change.Hours)} written again.");
        return ExitCode.Success;
    }

    private static Task<MethodChange> SwitchAsync(Database database, Method method, CancellationToken cancellation) =>
        database.MethodSwitch.SwitchAsync(method, progress: null, cancellation);

    private static string Hours(int hours) =>
        hours == 1 ? "1 hour" : $"{hours.ToString(CultureInfo.InvariantCulture)} hours";
}
