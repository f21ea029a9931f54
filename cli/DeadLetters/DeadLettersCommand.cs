using System.CommandLine;
using Isotherm.Adapters;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Messages;

namespace Isotherm.Cli.DeadLetters;

/// <summary><c>isotherm dead-letters</c>: the messages that were put aside.</summary>
internal static class DeadLettersCommand
{
    private const string NoPlace =
        "No place of dead letters is given: use --letters or set DEAD_LETTER_SUBSCRIPTION "
        + "(projects/P/subscriptions/S, or file:PATH).";

    private const string Details = """
        A message that can never succeed, or that was delivered too often, lies with the dead letters with its reason.
        Copies of the same message are one letter here, with an id made of its body.
          list             shows them, and leaves them where they are
          show ID          shows one whole: why, attributes, body
          redrive ID...    publishes the original message to the main topic, then removes the letter; --all: every one
          discard ID...    removes letters for good
        Mend the cause first: a letter that is redriven too early comes back.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new ExampleCommand(
            "dead-letters",
            "Look at the messages that were put aside, publish them again, or discard them.",
            Details,
            "isotherm dead-letters list",
            "isotherm dead-letters show 3f2a90c41b7e",
            "isotherm dead-letters redrive --all",
            "isotherm dead-letters list --letters projects/my-project/subscriptions/dead-letters")
        {
            List(surroundings), Show(surroundings), Redrive(surroundings), Discard(surroundings),
        };
        return command;
    }

    private static ExampleCommand List(Surroundings surroundings)
    {
        var (letters, format) = (LettersOption(), ChoiceOption.Format("table", "json", "csv"));
        var command = new ExampleCommand(
            "list", "Show the dead letters.", Details, "isotherm dead-letters list --format json") { letters, format };
        command.SetAction((parsed, cancellation) => WithAsync(
            surroundings,
            parsed.GetValue(letters),
            place => new LettersShown(place, surroundings).ListAsync(parsed.GetRequiredValue(format), cancellation)));
        return command;
    }

    private static ExampleCommand Show(Surroundings surroundings)
    {
        var letters = LettersOption();
        var id = new Argument<string>("ID") { Description = "As list shows it." };
        var command = new ExampleCommand(
            "show", "Show one dead letter whole.", Details, "isotherm dead-letters show 3f2a90c41b7e") { id, letters };
        command.SetAction((parsed, cancellation) => WithAsync(
            surroundings,
            parsed.GetValue(letters),
            place => new LettersShown(place, surroundings).ShowAsync(parsed.GetRequiredValue(id), cancellation)));
        return command;
    }

    private static ExampleCommand Redrive(Surroundings surroundings)
    {
        var (letters, ids) = (LettersOption(), IdsArgument());
        var options = new Replays.PlaceOptions();
        var all = new Option<bool>("--all") { Description = "Every dead letter." };
        var command = new ExampleCommand(
            "redrive",
            "Publish dead letters to the main topic again.",
            Details,
            "isotherm dead-letters redrive 3f2a90c41b7e",
            "isotherm dead-letters redrive --all --topic projects/my-project/topics/runs") { ids, all, letters };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var chosen = parsed.GetValue(ids) ?? [];
            if (chosen.Length == 0 != parsed.GetValue(all))
            {
                return Task.FromResult(surroundings.Misuse(
                    "dead-letters redrive", "Say which: ids as list shows them, or --all."));
            }

            return WithAsync(surroundings, parsed.GetValue(letters), place =>
                new LetterWork(place, surroundings).RedriveAsync(chosen, options, parsed, cancellation));
        });
        return command;
    }

    private static ExampleCommand Discard(Surroundings surroundings)
    {
        var (letters, ids) = (LettersOption(), IdsArgument());
        ids.Arity = ArgumentArity.OneOrMore;
        var command = new ExampleCommand(
            "discard", "Remove dead letters for good.", Details, "isotherm dead-letters discard 3f2a90c41b7e")
        {
            ids, letters,
        };
        command.SetAction((parsed, cancellation) => WithAsync(
            surroundings,
            parsed.GetValue(letters),
            place => new LetterWork(place, surroundings).DiscardAsync(parsed.GetRequiredValue(ids), cancellation)));
        return command;
    }

    private static Argument<string[]> IdsArgument() =>
        new("ID") { Description = "As list shows them.", Arity = ArgumentArity.ZeroOrMore };

    private static Option<string?> LettersOption() => new("--letters")
    {
        Description = "Where they lie: projects/P/subscriptions/S or file:PATH. "
            + $"Else {OperationPlaces.DeadLetterSubscriptionVariable} of the environment, else the folder of "
            + $"./{DemoFolder.Usual}.",
        HelpName = "LOCATION",
    };

    private static async Task<int> WithAsync(
        Surroundings surroundings, string? written, Func<IDeadLetters, Task<int>> work)
    {
        if (OperationPlaces.DeadLetters(surroundings, written) is not { } location)
            return surroundings.Misuse("dead-letters", NoPlace);
        await using var services = new BackingServices(surroundings.Variable, surroundings.Clock);
        var place = services.OpenDeadLetters(location, out var refusal);
        return place is null
            ? surroundings.Misuse("dead-letters", $"'{location}' holds no dead letters: {refusal}")
            : await work(place);
    }
}
