using System.Diagnostics;

namespace Isotherm.Benchmarks.Parts;

/// <summary>
/// Listens to the spans of aggregate and of the database driver in this process, and adds them up until it is asked.
/// </summary>
internal sealed class PartSpans : IDisposable
{
    private const string Aggregate = "Isotherm.Aggregate";
    private const string Driver = "MySqlConnector";

    private readonly Lock _lock = new();
    private readonly ActivityListener _listener;
    private double _read;
    private double _record;
    private int _statements;

    public PartSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Aggregate or Driver,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was heard since the last call.</summary>
    public (double ReadMs, double RecordMs, int Statements) Take()
    {
        lock (_lock)
        {
            var heard = (_read, _record, _statements);
            (_read, _record, _statements) = (0, 0, 0);
            return heard;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Activity span)
    {
        lock (_lock)
        {
            var took = span.Duration.TotalMilliseconds;
            if (span.OperationName == "part.read") _read += took;
            if (span.OperationName == "part.record") _record += took;
            if (span.Source.Name == Driver && span.OperationName == "Execute") _statements++;
        }
    }
}
