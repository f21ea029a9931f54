using Isotherm.Core.Failures;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.Faults;

/// <summary>
/// Between a process and a service: a request goes out, has its effect even when its sender has died meanwhile, and the
/// answer comes back to a process that is still there. Everything that can happen on such a way happens here.
/// </summary>
internal sealed class Wire(SimulationLoop loop, FaultPlan faults)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan[] Latencies =
        [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)];

    private readonly TimeSpan _latency = faults.Details.Of(Latencies);

    public SimulationLoop Loop => loop;

    public FaultPlan Faults => faults;

    /// <summary>Calls a service whose effect is done at once.</summary>
    public Task<T> CallAsync<T>(Site site, string subject, Func<T> effect, CancellationToken cancellation) =>
        CallAsync<T>(site, subject, answer => answer(Outcome<T>.Of(effect)), cancellation);

    /// <summary>Calls a service that answers when it is ready.</summary>
    public Task<T> CallAsync<T>(
        Site site, string subject, Action<Action<Outcome<T>>> effect, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var call = new WireCall<T>(this, site, subject, effect, faults.Count());
        return call.BeginAsync(cancellation);
    }

    /// <summary>An answer to a request of somebody else: false when it never arrives.</summary>
    public async Task<bool> AnswerAsync(Site site, string subject)
    {
        try
        {
            return await CallAsync(site, subject, () => true, CancellationToken.None);
        }
        catch (TransientException)
        {
            return false;
        }
    }

    /// <summary>
    /// How long a request is under way: short beside what a handler does in all, so that handlers overlap.
    /// </summary>
    public TimeSpan Delay(bool isSlow) => faults.Details.Time(isSlow ? LongestDelay : _latency);
}
