using Isotherm.Cli.Terminals;
using Isotherm.Core.Runs;
using Microsoft.Extensions.Logging;

namespace Isotherm.Cli.Serving;

/// <summary>Writes the log of the functions to standard error, one line each.</summary>
internal sealed class ErrorLog(Surroundings surroundings) : ILoggerProvider
{
    private readonly Lock _lock = new();

    /// <summary>Our own lines from Information up, those of the framework from Warning up.</summary>
    public static ILoggerFactory CreateFactory(Surroundings surroundings) => LoggerFactory.Create(logging => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        // It would say once more what the command says in its last line.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("System", LogLevel.Warning)
        .AddProvider(new ErrorLog(surroundings)));

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    public void Dispose()
    {
        // The writer belongs to the process.
    }

    private void Write(LogLevel level, string line)
    {
        var now = UtcText.ToSeconds(surroundings.Clock.GetUtcNow());
        lock (_lock) surroundings.Error.WriteLine(Printable.OneLine($"{now} {level}: {line}"));
    }

    private sealed class Lines(ErrorLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, $"{formatter(state, exception)} {exception?.Message}".TrimEnd());
    }
}
