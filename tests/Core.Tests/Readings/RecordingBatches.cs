using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings;

/// <summary>Writes down every reading and reject of a document with its position, whoever brings it.</summary>
internal sealed class RecordingBatches : IReadingBatches<RecordingBatches.Batch>
{
    private readonly List<(long Position, string Call)> _calls = [];

    /// <summary>How many batches had something in them.</summary>
    public int Taken { get; private set; }

    /// <summary>One line each, by position.</summary>
    public IReadOnlyList<string> Lines => [.. _calls.OrderBy(call => call.Position).Select(call => call.Call)];

    public Batch Create() => new();

    public void Take(Batch batch, long first)
    {
        lock (_calls)
        {
            if (batch.Count > 0) Taken++;
            _calls.AddRange(batch.Moved(first));
        }
    }

    internal sealed class Batch : IReadingBatch
    {
        private readonly List<(long Position, string Call)> _calls = [];

        public int Count => _calls.Count;

        public void Usable(scoped in Reading reading)
        {
            var sink = new RecordingSink();
            sink.Usable(reading);
            Add(reading.Position, sink.Text);
        }

        public void Reject(RejectedReading rejected) => Add(rejected.Position, $"x {rejected.Reason.Name()}");

        public void Clear() => _calls.Clear();

        public (long Position, string Call)[] Moved(long first)
        {
            var moved = _calls.Select(call => (call.Position + first, $"{call.Position + first} {call.Call}"));
            (long Position, string Call)[] taken = [.. moved];
            Clear();
            return taken;
        }

        private void Add(long position, string call) =>
            _calls.Add((position, call[(call.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }
}
