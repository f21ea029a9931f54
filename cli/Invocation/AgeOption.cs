using System.CommandLine;
using System.Globalization;

namespace Isotherm.Cli.Invocation;

/// <summary>An option that takes an age: <c>15m</c>, <c>6h</c> or <c>7d</c>.</summary>
internal static class AgeOption
{
    private const int Longest = 3650;

    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "AGE",
        CustomParser = result =>
        {
            var written = result.Tokens[0].Value;
            if (TryParse(written, out var age)) return age;
            result.AddError($"{name} cannot be '{written}': write an age as 15m, 6h or 7d.");
            return null;
        },
    };

    private static bool TryParse(string written, out TimeSpan age)
    {
        age = default;
        var good = written.Length >= 2
            && int.TryParse(written.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= Longest
            && TryUnit(written[^1], number, out age);
        return good;
    }

    private static bool TryUnit(char unit, int number, out TimeSpan age)
    {
        age = unit switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => TimeSpan.Zero,
        };
        return age > TimeSpan.Zero;
    }
}
