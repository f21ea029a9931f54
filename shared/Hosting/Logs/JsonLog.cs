using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Isotherm.Hosting.Logs;

/// <summary>
/// Logs as Cloud Logging reads them: one JSON object a line, in its fields, with the trace of the request that the line
/// was written in. A line is written by one call, whole, whoever else writes; it never has a line end in it and is
/// never longer than Cloud Logging takes (256 KB). Logging never throws.
/// </summary>
/// <param name="output">Takes the lines; not disposed of.</param>
/// <param name="project">The project that keeps the traces; null: the trace field holds the bare id.</param>
/// <param name="clock">Gives the times.</param>
public sealed class JsonLog(Stream output, string? project, TimeProvider clock) : ILoggerProvider
{
    private const int UsualBytes = 1024;

    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public void Dispose()
    {
        // The output belongs to the process.
    }

    private void Write(JsonLine line)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        line.Write(buffer, clock.GetUtcNow(), project);
        buffer.Write("\n"u8);
        try
        {
            lock (_lock) output.Write(buffer.WrittenSpan);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Nobody reads any more, and the work goes on.
        }
    }

    private sealed class Lines(JsonLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => log.Write(new JsonLine
            {
                Category = category,
                Level = logLevel,
                Event = eventId,
                Message = BoundedText.Of(() => formatter(state, exception), BoundedText.Message),
                StackTrace = exception is null ? null : BoundedText.Of(exception.ToString, BoundedText.StackTrace),
                Fields = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [],
            });
    }
}
