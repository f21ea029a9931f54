using System.Text;

namespace Isotherm.Cli.Tests;

/// <summary>Keeps what is written and tells when a text has come by.</summary>
internal sealed class SignalWriter(string awaited) : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task Seen => _seen.Task;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_text)
        {
            _text.Append(value);
            if (value?.Contains('\n', StringComparison.Ordinal) == true
                && _text.ToString().Contains(awaited, StringComparison.Ordinal)) _seen.TrySetResult();
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public override string ToString()
    {
        lock (_text) return _text.ToString();
    }
}
