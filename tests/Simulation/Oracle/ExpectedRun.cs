using System.Globalization;
using System.Text.Json;

namespace Isotherm.Simulation.Oracle;

/// <summary>A run as its manifest says it, read as plain JSON.</summary>
internal sealed class ExpectedRun
{
    public ExpectedRun(byte[] manifest, Func<string, long, byte[]?> readObject)
    {
        using var document = JsonDocument.Parse(manifest);
        var root = document.RootElement;
        Run = root.GetProperty("run").GetString()!;
        Slot = root.GetProperty("slot").GetString()!;
        Hour = root.GetProperty("hour").GetString()!;
        StartedAt = root.GetProperty("started_at").GetString()!;
        foreach (var part in root.GetProperty("parts").EnumerateArray())
        {
            var name = part.GetProperty("object").GetString()!;
            var generation = part.GetProperty("generation").GetInt64();
            var bytes = readObject(name, generation);
            Missing ??= bytes is null ? string.Create(CultureInfo.InvariantCulture, $"{name}#{generation}") : null;
            Objects.Add((name, generation));
            Bodies.Add(bytes ?? []);
            Parts.Add(new ExpectedPart(bytes ?? "[]"u8.ToArray()));
            Messages.Add(part.GetProperty("message").GetString()!);
        }
    }

    public string Run { get; }

    public string Slot { get; }

    public string Hour { get; }

    /// <summary>To the microsecond, so that its text orders it.</summary>
    public string StartedAt { get; }

    /// <summary>A part that the bucket does not hold.</summary>
    public string? Missing { get; }

    public List<(string Name, long Generation)> Objects { get; } = [];

    public List<byte[]> Bodies { get; } = [];

    public List<ExpectedPart> Parts { get; } = [];

    public List<string> Messages { get; } = [];

    public string Key => $"{Slot} {Run}";

    public int Usable => Parts.Sum(part => part.Usable.Count);
}
