using Isotherm.Simulation.Loop;
using Microsoft.Extensions.Logging;

namespace Isotherm.Simulation.Processes;

/// <summary>Takes every log line of the product into the trace; the key must never be in one (I11).</summary>
internal sealed class WatchedLogs(SimulationLoop loop, Action<string> look) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

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
        var line = formatter(state, exception);
        look(line);
        if (exception is not null)
        {
            look(exception.ToString());
            loop.Trace.Add(loop.Now, "exception", exception.GetType().Name, exception.Message);
        }

        loop.Trace.Add(loop.Now, "log", line);
    }

    public void Dispose()
    {
    }
}
