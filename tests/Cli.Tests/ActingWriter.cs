using System.Globalization;

namespace Isotherm.Cli.Tests;

/// <summary>Does something at the moment when a text is written to it for the first time.</summary>
internal sealed class ActingWriter(string awaited, Action act) : StringWriter(CultureInfo.InvariantCulture)
{
    private bool _isDone;

    public override void WriteLine(string? value)
    {
        Write(value + "\n");
        if (_isDone || value?.Contains(awaited, StringComparison.Ordinal) != true) return;
        _isDone = true;
        act();
    }
}
