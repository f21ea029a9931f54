namespace Isotherm.Delivery.Tests.Clouds;

/// <summary>One call of a tool by a script.</summary>
/// <param name="Command">The words of the command.</param>
/// <param name="Arguments">What is no flag.</param>
/// <param name="Options">The values of the flags that have one.</param>
/// <param name="Switches">The flags that have none.</param>
internal sealed record ToolCall(
    string Command, IReadOnlyList<string> Arguments, ILookup<string, string> Options, IReadOnlySet<string> Switches)
{
    public string? Option(string name) => Options[name].SingleOrDefault();

    /// <summary>Reads a command line, and refuses what the tool does not know, as the tool would.</summary>
    /// <returns>The call, or why there is none.</returns>
    public static (ToolCall? Call, string? Fault) Parse(
        IReadOnlyList<ToolCommand> known, IReadOnlyList<string> words)
    {
        var command = known.FirstOrDefault(candidate => words.Take(candidate.Name.Split(' ').Length)
            .SequenceEqual(candidate.Name.Split(' ')));
        if (command is null) return (null, "Invalid choice: " + string.Join(' ', words));
        var options = new List<(string Name, string Value)>();
        var switches = new HashSet<string>();
        var arguments = new List<string>();
        var rest = new Queue<string>(words.Skip(command.Name.Split(' ').Length));
        while (rest.TryDequeue(out var word))
        {
            var (name, value) = Split(word);
            if (name is null) arguments.Add(word);
            else if (value is null && command.Switches.Contains(name)) switches.Add(name);
            else if (command.Options.Contains(name) && (value is not null || rest.TryDequeue(out value)))
                options.Add((name, value));
            else return (null, $"unrecognized arguments: {word} ({command.Name})");
        }

        if (arguments.Count < command.Least || arguments.Count > command.Most)
            return (null, $"{command.Name} takes {command.Least} to {command.Most} arguments");
        var lookup = options.ToLookup(option => option.Name, option => option.Value);
        return (new ToolCall(command.Name, arguments, lookup, switches), null);
    }

    private static (string? Name, string? Value) Split(string word)
    {
        if (!word.StartsWith('-')) return (null, null);
        var parts = word.TrimStart('-').Split('=', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }
}
