using System.Globalization;

namespace Isotherm.Simulation.Loop;

/// <summary>What happened, in order: always as a hash, as text only when a person asks for it.</summary>
internal sealed class Trace(bool isKept)
{
    private const ulong Prime = 0x100000001B3;

    private readonly List<string> _lines = [];

    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public IReadOnlyList<string> Lines => _lines;

    public void Add(DateTimeOffset at, string what, string subject, string outcome = "")
    {
        Mix((ulong)at.Ticks);
        Mix(what);
        Mix(subject);
        Mix(outcome);
        if (!isKept) return;
        var time = at.UtcDateTime.ToString("dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        _lines.Add($"{time}  {what,-22} {subject} {outcome}");
    }

    private void Mix(string text)
    {
        foreach (var letter in text) Mix(letter);
        Mix(0xFF);
    }

    private void Mix(ulong value)
    {
        unchecked
        {
            Hash = (Hash ^ value) * Prime;
        }
    }
}
