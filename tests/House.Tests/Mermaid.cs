using System.Text.RegularExpressions;

namespace Isotherm.House.Tests;

/// <summary>
/// Reads a diagram as far as it can be read without the program that draws it: the kinds that the pages use, and what
/// is opened and closed. Whether it is drawn well a person sees.
/// </summary>
internal static partial class Mermaid
{
    private static readonly string[] Openers = ["subgraph", "alt", "opt", "loop", "par", "critical", "break", "rect"];

    /// <summary>What is wrong with a diagram, if anything.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<string> lines)
    {
        var kind = lines.Count == 0 ? "" : lines[0].Trim();
        if (!Kind().IsMatch(kind)) return [$"'{kind}' is no kind of diagram that is known here"];
        if (lines.Count(line => line.Trim().Length > 0) < 2) return ["it draws nothing"];
        return kind.StartsWith("sequenceDiagram", StringComparison.Ordinal)
            ? [.. Ends(lines), .. Activations(lines)]
            : [.. Brackets(lines), .. kind.StartsWith("flowchart", StringComparison.Ordinal) ? Ends(lines) : []];
    }

    private static IEnumerable<string> Ends(IEnumerable<string> lines)
    {
        var open = 0;
        foreach (var word in lines.Select(line => line.Trim().Split(' ')[0]))
        {
            if (Openers.Contains(word)) open++;
            if (word == "end") open--;
            if (open < 0) return ["an 'end' ends nothing"];
        }

        return open == 0 ? [] : [$"{open} 'end' are missing"];
    }

    private static IEnumerable<string> Activations(IEnumerable<string> lines)
    {
        var active = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var words in lines.Select(line => line.Trim().Split(' ')))
        {
            if (words is ["activate", var begun]) active[begun] = active.GetValueOrDefault(begun) + 1;
            if (words is ["deactivate", var ended]) active[ended] = active.GetValueOrDefault(ended) - 1;
        }

        return active.Where(pair => pair.Value != 0).Select(pair => $"{pair.Key} is activated and not deactivated");
    }

    /// <summary>Brackets outside quoted text; those of relations in an entity diagram are none.</summary>
    private static IEnumerable<string> Brackets(IEnumerable<string> lines)
    {
        var open = new Stack<char>();
        foreach (var letter in lines.SelectMany(line => NotBrackets().Replace(line, "")))
        {
            if (letter is '(' or '[' or '{') open.Push(letter);
            if (letter is not (')' or ']' or '}')) continue;
            if (open.Count == 0 || !Closes(open.Pop(), letter)) return [$"a '{letter}' closes nothing"];
        }

        return open.Count == 0 ? [] : [$"a '{open.Peek()}' is not closed"];
    }

    private static bool Closes(char open, char close) => (open, close) is ('(', ')') or ('[', ']') or ('{', '}');

    [GeneratedRegex("^(flowchart (LR|TD|TB)|sequenceDiagram|stateDiagram-v2|erDiagram)$")]
    private static partial Regex Kind();

    /// <summary>Quoted text, and the ends of relations: ||--o{ and its like; [/text/] is a shape.</summary>
    [GeneratedRegex("\"[^\"]*\"|[|}][|o]--[|o][|{]")]
    private static partial Regex NotBrackets();
}
