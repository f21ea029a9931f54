using System.Diagnostics.CodeAnalysis;
using Isotherm.Hosting;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Simulation.Processes;

/// <summary>
/// One instance of a function: the product's own pipeline of a request over the product's own function. A request that
/// is under way when it dies gets no answer.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "An instance ends by being killed.")]
internal sealed class Instance
{
    private readonly Wire _wire;
    private readonly Site _answer;
    private readonly RequestPipeline _pipeline;
    private readonly Func<CancellationToken, Task> _prepare;
    private readonly List<TaskCompletionSource<int?>> _open = [];
    private TaskCompletionSource? _ready;

    public Instance(Wire wire, Process process, Site answer, InstanceProgram program)
    {
        _wire = wire;
        _answer = answer;
        Process = process;
        _prepare = program.Prepare;
        var options = FunctionHostOptions.Local(port: 0, program.WorkTimeout);
        _pipeline = new RequestPipeline(options, program.Function, program.Clock, NullLogger.Instance, flush: null);
        process.Died += BreakConnections;
    }

    public Process Process { get; }

    public int Open => _open.Count;

    /// <summary>A stop was asked for: no new requests.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Called in the instance, before the answer leaves it.</summary>
    public Action<HttpContext>? Answering { get; init; }

    /// <summary>The status of the answer; null when the connection broke.</summary>
    public async Task<int?> SendAsync(HttpContext context)
    {
        var answer = new TaskCompletionSource<int?>();
        _open.Add(answer);
        _wire.Loop.Start(Process, () => ServeAsync(context, answer));
        var status = await answer.Task;
        _open.Remove(answer);
        return status;
    }

    /// <summary>SIGTERM: the work under way is ended after the drain; then the process is gone.</summary>
    public void Terminate()
    {
        if (IsEnding || !Process.IsAlive) return;
        IsEnding = true;
        _wire.Loop.Trace.Add(_wire.Loop.Now, "terminate", Process.Name);
        _wire.Loop.Add(Process, _ => _pipeline.EndWorkAfter(TimeSpan.FromSeconds(5)), null);
        _wire.Loop.AddAt(_wire.Loop.World, TimeSpan.FromSeconds(10), _ => Process.Kill(), null);
    }

    private async Task ServeAsync(HttpContext context, TaskCompletionSource<int?> answer)
    {
        RequestScope.Begin();
        if (_ready is null)
        {
            _ready = new TaskCompletionSource();
            await _prepare(CancellationToken.None);
            _ready.SetResult();
        }

        await _ready.Task;
        await _pipeline.InvokeAsync(context);
        Answering?.Invoke(context);
        var arrives = await _wire.AnswerAsync(_answer, Process.Name);
        _wire.Loop.Add(
            _wire.Loop.World, _ => answer.TrySetResult(arrives ? context.Response.StatusCode : null), null);
    }

    private void BreakConnections()
    {
        foreach (var answer in _open) _wire.Loop.Add(_wire.Loop.World, _ => answer.TrySetResult(null), null);
    }
}
