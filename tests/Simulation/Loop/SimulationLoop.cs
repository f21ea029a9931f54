namespace Isotherm.Simulation.Loop;

/// <summary>
/// One thread, virtual time: everything that is ready runs one after the other in an order that is drawn; when nothing
/// is ready the clock jumps to the next timer. Nothing waits for real.
/// </summary>
internal sealed class SimulationLoop
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Draws _draws;
    private readonly List<Work> _ready = [];
    private readonly PriorityQueue<Work, (long At, long Number)> _timers = new();
    private long _now;
    private long _number;
    private volatile bool _hasEscaped;

    public SimulationLoop(Draws draws, DateTimeOffset start, Trace trace)
    {
        _draws = draws;
        _now = start.UtcTicks;
        Trace = trace;
        World = new Process(this, "world");
    }

    public Trace Trace { get; }

    /// <summary>What is no process of ours: services of the cloud, and people.</summary>
    public Process World { get; }

    public DateTimeOffset Now => new(_now, TimeSpan.Zero);

    /// <summary>Pieces of work done so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether a continuation came from another thread: then a seed would not repeat itself.</summary>
    public bool HasEscaped => _hasEscaped;

    /// <summary>Makes the loop stop after the piece of work that runs now.</summary>
    public bool IsStopped { get; set; }

    public void Add(Process process, SendOrPostCallback run, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _hasEscaped = true;
            return;
        }

        _ready.Add(new Work(process, run, state));
    }

    /// <summary>Runs it when the time has come, unless its process is dead by then.</summary>
    public void AddAt(Process process, TimeSpan after, SendOrPostCallback run, object? state) =>
        _timers.Enqueue(new Work(process, run, state), (_now + Math.Max(0, after.Ticks), _number++));

    /// <summary>A wait of the current process.</summary>
    public Task WaitAsync(TimeSpan time)
    {
        var wait = new TaskCompletionSource();
        AddAt(Process.Current, time, static state => ((TaskCompletionSource)state!).SetResult(), wait);
        return wait.Task;
    }

    /// <summary>Starts something in a process.</summary>
    public void Start(Process process, Func<Task> begin) => Add(process, Begin, begin);

    /// <summary>Runs until nothing is left to do; false when that takes more steps than allowed.</summary>
    public bool Run(long mostSteps)
    {
        var outer = SynchronizationContext.Current;
        try
        {
            var end = Steps + mostSteps;
            while (!IsStopped && !_hasEscaped && Steps < end)
            {
                if (!Step()) return true;
            }

            return IsStopped || _hasEscaped;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private static async void Begin(object? begin) => await ((Func<Task>)begin!)();

    private bool Step()
    {
        if (_ready.Count == 0 && !Advance()) return false;
        var index = _ready.Count == 1 ? 0 : _draws.Below(_ready.Count);
        var work = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (!work.Process.IsAlive) return true;
        Steps++;
        SynchronizationContext.SetSynchronizationContext(work.Process.Context);
        work.Run(work.State);
        return true;
    }

    private bool Advance()
    {
        if (!_timers.TryDequeue(out var work, out var due)) return false;
        _now = Math.Max(_now, due.At);
        _ready.Add(work);
        while (_timers.TryPeek(out _, out due) && due.At <= _now) _ready.Add(_timers.Dequeue());
        return true;
    }

    private readonly record struct Work(Process Process, SendOrPostCallback Run, object? State);
}
