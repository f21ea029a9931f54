using Isotherm.Core.Failures;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.Faults;

/// <summary>One request under way and its answer.</summary>
internal sealed class WireCall<T>(
    Wire wire, Site site, string subject, Action<Action<Outcome<T>>> effect, int number)
{
    private readonly Process _caller = Process.Current;
    private readonly TaskCompletionSource<T> _answer = new();
    private CancellationTokenRegistration _cancelled;
    private Outcome<T> _outcome;

    public Task<T> BeginAsync(CancellationToken cancellation)
    {
        if (Strikes(Blow.CrashBefore))
        {
            Note("crash before");
            _caller.Kill();
            return _answer.Task;
        }

        if (cancellation.CanBeCanceled)
        {
            _cancelled = cancellation.UnsafeRegister(
                static (answer, token) => ((TaskCompletionSource<T>)answer!).TrySetCanceled(token), _answer);
        }

        wire.Loop.AddAt(wire.Loop.World, wire.Delay(Strikes(Blow.Slow)), Arrived, this);
        return _answer.Task;
    }

    private static void Arrived(object? call) => ((WireCall<T>)call!).Arrive();

    private static void CameBack(object? call) => ((WireCall<T>)call!).ComeBack();

    private void Arrive()
    {
        if (Strikes(Blow.Refused))
        {
            Note("refused");
            Return(Outcome<T>.Failed(new TransientException($"{subject}: refused by the simulation.")));
            return;
        }

        Note("");
        effect(Return);
    }

    private void Return(Outcome<T> outcome)
    {
        if (outcome.Failure is null && Strikes(Blow.Lost))
        {
            Note("answer lost");
            outcome = Outcome<T>.Failed(new TransientException($"{subject}: the answer was lost by the simulation."));
        }

        _outcome = outcome;
        wire.Loop.Add(_caller, CameBack, this);
    }

    private void ComeBack()
    {
        _cancelled.Dispose();
        if (Strikes(Blow.CrashAfter))
        {
            Note("crash after");
            _caller.Kill();
            return;
        }

        if (_outcome.Failure is { } failure) _answer.TrySetException(failure);
        else _answer.TrySetResult(_outcome.Value!);
    }

    /// <summary>The world itself never crashes.</summary>
    private bool Strikes(Blow blow) =>
        (blow is not (Blow.CrashBefore or Blow.CrashAfter) || _caller != wire.Loop.World)
        && wire.Faults.IsStruckAt(site, blow, number);

    private void Note(string outcome) => wire.Loop.Trace.Add(wire.Loop.Now, site.ToString(), subject, outcome);
}
