using System.Collections.Concurrent;
using Isotherm.Core.Messages;
using Microsoft.Extensions.Logging;

namespace Isotherm.Cli.Pipelines;

/// <summary>
/// The log of an aggregate in this process: what keeps it from its work is said once, and of each message the last
/// reason why it is to be tried again is remembered. That the readings of an old hour are odd is no news in a replay,
/// and dead letters are told of at the end.
/// </summary>
/// <param name="warn">Is given each reason once.</param>
internal sealed class AggregateLog(Action<string> warn) : ILoggerFactory
{
    /// <summary>More reasons than these help nobody.</summary>
    private const int MostReasons = 20;

    /// <summary>Of aggregate: try again, failed, the last shapes are kept, no shapes.</summary>
    private static readonly int[] Told = [2004, 2005, 2012, 2013];

    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _last = new(StringComparer.Ordinal);

    /// <summary>Why this message was not taken the last time; null when nothing is known.</summary>
    public string? LastReason(RunMessage message) =>
        _last.GetValueOrDefault(Key(
            message.Key.Run.Value, message.Key.Slot.Hour.ToString(), (message as PartMessage)?.ObjectName));

    public ILogger CreateLogger(string categoryName) => new Lines(this);

    public void AddProvider(ILoggerProvider provider)
    {
        // There is no other place for these lines.
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private static string Key(string? run, string? hour, string? name) => string.Join(' ', hour, run, name);

    private void Take(IReadOnlyList<KeyValuePair<string, object?>> fields, Exception? failure)
    {
        var reason = Text("Reason") ?? failure?.Message;
        if (string.IsNullOrEmpty(reason)) return;
        if (Text("MessageId") is not null) _last[Key(Text("Run"), Text("Hour"), Text("Object"))] = reason;
        if (_said.Count < MostReasons && _said.TryAdd(reason, true)) warn("aggregate: " + reason);

        // A field may be named like its parameter, which may have an @ before it.
        string? Text(string name) => fields.FirstOrDefault(field =>
            string.Equals(field.Key.TrimStart('@'), name, StringComparison.OrdinalIgnoreCase)).Value?.ToString();
    }

    private sealed class Lines(AggregateLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (Told.Contains(eventId.Id) && state is IReadOnlyList<KeyValuePair<string, object?>> fields)
                log.Take(fields, exception);
        }
    }
}
