namespace Isotherm.House.Tests;

/// <summary>A Dockerfile of this repository: its instructions, lines that go on joined, without comments.</summary>
internal sealed class Dockerfile
{
    private Dockerfile(string path)
    {
        Path = path;
        var lines = Repository.Lines(path).Where(line => line.Trim() is [not '#', ..]);
        var joined = string.Join('\n', lines).Replace("\\\n", " ", StringComparison.Ordinal);
        Steps = [.. joined.Split('\n').Select(Split)];
        Last = [.. Steps.Skip(Steps.ToList().FindLastIndex(step => step.Instruction == "FROM"))];
    }

    public static IReadOnlyList<Dockerfile> All { get; } =
        [.. Repository.Files("Dockerfile").Select(path => new Dockerfile(path))];

    public string Path { get; }

    public IReadOnlyList<(string Instruction, string Text)> Steps { get; }

    /// <summary>The steps of the stage that is shipped.</summary>
    public IReadOnlyList<(string Instruction, string Text)> Last { get; }

    /// <summary>The folder of the project that it publishes, with forward slashes.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    public string TextOf(string instruction) =>
        string.Join('\n', Steps.Where(step => step.Instruction == instruction).Select(step => step.Text));

    /// <summary>What it copies out of the context before the first step whose text holds this (null: in all).</summary>
    public IEnumerable<string> Sources(string? before = null) =>
        Steps.TakeWhile(step => before is null || !step.Text.Contains(before, StringComparison.Ordinal))
            .Where(step => step.Instruction == "COPY" && !step.Text.StartsWith("--", StringComparison.Ordinal))
            .SelectMany(step => step.Text.Split(' ')[..^1]);

    private static (string Instruction, string Text) Split(string line)
    {
        var at = line.IndexOf(' ', StringComparison.Ordinal);
        return (line[..at], line[(at + 1)..].Trim());
    }
}
