using System.CommandLine;

namespace Isotherm.Cli.Invocation;

/// <summary>An option that takes one of a few words.</summary>
internal static class ChoiceOption
{
    public static Option<string> Create(string name, string description, params IReadOnlyList<string> words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        option.Validators.Add(result =>
        {
            var given = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            if (given is not null && !words.Contains(given, StringComparer.Ordinal))
                result.AddError($"{name} cannot be '{given}': use {string.Join(", ", words)}.");
        });
        return option;
    }

    /// <summary>table, json or csv, as far as the command knows them; the first is the default.</summary>
    public static Option<string> Format(params IReadOnlyList<string> words) =>
        Create("--format", "How the answer is written on standard output.", words);
}
