using System.CommandLine;
using System.Globalization;

namespace Isotherm.Cli.Invocation;

/// <summary>An option that takes a whole number within bounds.</summary>
internal static class NumberOption
{
    public static Option<int> Create(string name, string description, int usual, int least, int greatest)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                var written = result.Tokens[0].Value;
                if (int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= least && number <= greatest) return number;
                result.AddError($"{name} cannot be '{written}': use a whole number from {least} to {greatest}.");
                return usual;
            },
        };
        return option;
    }
}
