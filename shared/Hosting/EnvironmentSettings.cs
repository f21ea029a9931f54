using System.Globalization;
using System.Numerics;

namespace Isotherm.Hosting;

/// <summary>
/// Reads settings from environment variables once and gathers every mistake, by the name of the variable. A mistake
/// never repeats the value: it may be a secret, even one that was put into the wrong variable.
/// </summary>
public sealed class EnvironmentSettings(Func<string, string?> variable)
{
    private readonly List<string> _mistakes = [];

    /// <summary>The environment of this process.</summary>
    public static EnvironmentSettings OfProcess() => new(Environment.GetEnvironmentVariable);

    /// <summary>Everything that is wrong, one sentence each, in the order of reading.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>The value of a variable that must be set; empty, with a mistake noted, when it is not.</summary>
    public string Required(string name)
    {
        if (Find(name) is { } value) return value;
        Refuse(name, "is not set.");
        return "";
    }

    /// <summary>The value of a variable, or <paramref name="otherwise"/> when it is not set.</summary>
    public string Optional(string name, string otherwise) => Find(name) ?? otherwise;

    /// <summary>The value of a variable; null when it is not set, or set to nothing.</summary>
    public string? Find(string name) => variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Whether a variable is set to something.</summary>
    public bool IsSet(string name) => Find(name) is not null;

    /// <summary>A whole number within bounds, or <paramref name="otherwise"/> when it is not set.</summary>
    public T Whole<T>(string name, T otherwise, T least, T most)
        where T : IBinaryInteger<T>
    {
        if (Find(name) is not { } text) return otherwise;
        var good = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most;
        if (good) return number!;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return otherwise;
    }

    /// <summary>
    /// What lies at the location that a variable names; null, with a mistake noted, when nothing does.
    /// </summary>
    public T? Opened<T>(string name, LocationOpener<T> open)
        where T : class
    {
        var location = Required(name);
        if (location.Length == 0) return null;
        var opened = open(location, out var refusal);
        if (opened is null) Refuse(name, "cannot be used: " + refusal);
        return opened;
    }

    /// <summary>Notes a mistake of one variable: <c>NAME</c> and what is wrong with it or what it must be.</summary>
    public void Refuse(string name, string mistake) => _mistakes.Add($"{name} {mistake}");
}
