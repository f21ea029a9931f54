using Isotherm.Core.Failures;

namespace Isotherm.Cli.Doctor;

/// <summary>One thing to look at.</summary>
/// <param name="Subject">What is looked at.</param>
/// <param name="Remedy">What to do when it cannot be looked at.</param>
/// <param name="LookAsync">Looks; throws <see cref="TransientException"/> when it cannot.</param>
internal sealed record Check(
    string Subject, string Remedy, Func<CancellationToken, Task<IReadOnlyList<CheckResult>>> LookAsync)
{
    /// <summary>What is not there, or does not answer by then, is a finding like others.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await LookAsync(either.Token);
        }
        catch (Exception e) when (e is TransientException or IOException or UnauthorizedAccessException)
        {
            return [CheckResult.Wrong(Subject, e.Message, Remedy)];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [CheckResult.Wrong(Subject, $"No answer within {limit.TotalSeconds:0} s.", Remedy)];
        }
    }
}
