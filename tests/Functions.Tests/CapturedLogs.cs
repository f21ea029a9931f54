using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Functions.Tests;

/// <summary>Keeps every log line of a test, exceptions included.</summary>
internal sealed class CapturedLogs : ILoggerFactory, ILogger
{
    private readonly List<(LogLevel Level, int Id, string Text)> _lines = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Lines
    {
        get { lock (_lines) return [.. _lines]; }
    }

    /// <summary>The event ids in order, without the host's own.</summary>
    public IEnumerable<int> Ids => Lines.Select(line => line.Id).Where(id => id < 9000);

    /// <summary>The texts of the lines with this event id.</summary>
    public IReadOnlyList<string> Of(int id) => [.. Lines.Where(line => line.Id == id).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Isotherm.", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));
    }

    public void Dispose()
    {
    }
}
