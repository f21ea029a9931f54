using System.Security.Cryptography;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// The patience of one operation: waits and deadline run across its requests, its body and its resumptions, and start
/// again when it gets somewhere. (A pipeline of Polly bounds one call; here one budget spans uploads of many
/// requests and downloads that go on after their answer.)
/// </summary>
internal sealed class CloudStorageBudget(CloudStorageOptions options, TimeProvider clock)
{
    private const int JitterSteps = 1000;

    private long _since = clock.GetTimestamp();
    private int _failures;

    /// <summary>Failed requests since the start. Each may have been carried out all the same.</summary>
    public int Failures { get; private set; }

    /// <summary>The time the next request may take.</summary>
    public TimeSpan NextAttempt => Left < options.AttemptTimeout ? Left : options.AttemptTimeout;

    private TimeSpan Left
    {
        get
        {
            var left = options.Deadline - clock.GetElapsedTime(_since);
            return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
        }
    }

    /// <summary>Something was got or sent: patience starts again.</summary>
    public void Progress()
    {
        _since = clock.GetTimestamp();
        _failures = 0;
    }

    /// <summary>Waits before the next request; false when it would start after the deadline.</summary>
    public async Task<bool> TryWaitAsync(CloudStorageFault fault, CancellationToken cancellation)
    {
        Failures++;
        var delay = Delay(_failures++);
        if (fault.RetryAfter is { } asked && asked > delay) delay = asked;
        if (clock.GetElapsedTime(_since) + delay >= options.Deadline) return false;
        CloudStorageMeter.Retries.Add(1);
        await Task.Delay(delay, clock, cancellation);
        return true;
    }

    /// <summary>min(first * 2^n + jitter, most), jitter up to the first wait: Google's documented algorithm.</summary>
    private TimeSpan Delay(int failures)
    {
        var doubled = options.FirstDelay * Math.Pow(2, Math.Min(failures, 30));
        var jitter = options.FirstDelay * (RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps);
        var delay = doubled + jitter;
        return delay < options.MaxDelay ? delay : options.MaxDelay;
    }
}
