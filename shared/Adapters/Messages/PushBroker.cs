using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;

namespace Isotherm.Adapters.Messages;

/// <summary>
/// An in-process twin of Pub/Sub: a topic with one push subscription. At least once, in any order, over real HTTP in
/// the envelope that Pub/Sub pushes; retried with truncated exponential back-off and jitter; dead letters after too
/// many attempts. It keeps its messages in memory only: what was not delivered when it is disposed is gone (the
/// manifest of a run has its messages, so they can be published again).
/// </summary>
public sealed class PushBroker : ITopic, IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly PushBrokerOptions _options;
    private readonly TimeProvider _clock;
    private readonly PushEndpoint _endpoint;
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<PushDelivery> _ready = new();
    private readonly List<PushDelivery> _held = [];
    private readonly PushChances _chances;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _idle;
    private PushCounts _counts;
    private long _lastId;
    private int _outstanding;
    private int _flows = 1;
    private bool _isDisposed;

    /// <param name="endpoint">Where messages are pushed to: http or https.</param>
    /// <param name="options">The subscription.</param>
    /// <param name="clock">Gives publish times, and what ack deadline and back-off wait on.</param>
    /// <param name="deadLetters">Takes what was delivered too often; without one a message is retried for ever.</param>
    /// <param name="handler">Sends the pushes instead of a plain one; it stays the caller's.</param>
    /// <exception cref="ArgumentException">An option or the endpoint makes no sense.</exception>
    public PushBroker(
        Uri endpoint,
        PushBrokerOptions options,
        TimeProvider clock,
        ITopic? deadLetters = null,
        HttpMessageHandler? handler = null)
    {
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
            throw new ArgumentException($"'{endpoint}' is no http or https address.", nameof(endpoint));
        options.Check();
        _options = options;
        _clock = clock;
        _chances = new PushChances(options);
        _endpoint = new PushEndpoint(endpoint, handler, options, clock);
        _lastId = Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds()) * 1000;
        DeadLetterTopic = deadLetters;
    }

    /// <summary>Where to publish: the broker itself.</summary>
    public ITopic Topic => this;

    /// <summary>Where dead letters go, or null when a message is retried for ever.</summary>
    public ITopic? DeadLetterTopic { get; }

    /// <summary>What happened so far.</summary>
    public PushCounts Counts
    {
        get
        {
            lock (_lock) return _counts;
        }
    }

    /// <summary>Returns when the messages are taken; they are delivered from then on.</summary>
    public Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        PublishLimits.Check(messages);
        cancellation.ThrowIfCancellationRequested();
        var publishTime = _clock.GetUtcNow();
        lock (_lock)
        {
            if (_isDisposed) throw new TransientException("The push broker is stopped.");
            foreach (var message in messages) Take(message, publishTime);
            Pump();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Returns when every message is acknowledged or a dead letter; from now until then none is held back.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The broker was disposed before that.</exception>
    public Task IdleAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_counts.Pending == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ReleaseHeld(0);
            Pump();
            return _idle.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Stops within 5 s: pushes in flight are broken off, the rest is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _idle?.TrySetException(new ObjectDisposedException(nameof(PushBroker)));
        }

        await _stop.CancelAsync();
        EndFlow();
        await Task.WhenAny(_stopped.Task, Task.Delay(StopPatience, TimeProvider.System));
        _endpoint.Dispose();
        _stop.Dispose();
    }

    private void Take(OutgoingMessage message, DateTimeOffset publishTime)
    {
        _lastId++;
        _counts = _counts with { Published = _counts.Published + 1 };
        var id = _lastId.ToString(CultureInfo.InvariantCulture);
        var copy = new Dictionary<string, string>(message.Attributes, StringComparer.Ordinal);
        var delivery = new PushDelivery(id, publishTime, message with { Attributes = copy });
        Enter(delivery);
        if (_chances.IsDuplicate()) Enter(delivery.Again());
    }

    private void Enter(PushDelivery delivery)
    {
        _counts = _counts with { Pending = _counts.Pending + 1 };
        _held.Add(delivery);
        ReleaseHeld(_idle is null ? _options.ReorderWindow : 0);
        if (_held.Contains(delivery)) StartFlow(() => ReleaseInTimeAsync(delivery));
    }

    /// <summary>Lets messages go, any first, until no more than so many are held back.</summary>
    private void ReleaseHeld(int keep)
    {
        while (_held.Count > keep)
        {
            var index = _chances.First(_held.Count);
            _ready.Enqueue(_held[index]);
            _held.RemoveAt(index);
        }
    }

    /// <summary>Nobody waits for ever to be overtaken.</summary>
    private async Task ReleaseInTimeAsync(PushDelivery delivery)
    {
        await Task.Delay(_options.MinBackoff, _clock, _stop.Token);
        lock (_lock)
        {
            if (_held.Remove(delivery)) _ready.Enqueue(delivery);
            Pump();
        }
    }

    private void Pump()
    {
        while (!_isDisposed && _outstanding < _options.MaxOutstanding && _ready.TryDequeue(out var delivery))
        {
            _outstanding++;
            _counts = _counts with { Pushed = _counts.Pushed + 1 };
            StartFlow(() => DeliverAsync(delivery));
        }
    }

    private async Task DeliverAsync(PushDelivery delivery)
    {
        delivery.Attempts++;
        var envelope = delivery.Envelope(_options.Subscription, DeadLetterTopic is not null);
        var isAcked = await _endpoint.TryPushAsync(envelope, _stop.Token);
        var isDead = !isAcked && await TryForwardAsync(delivery);
        TimeSpan backoff;
        lock (_lock)
        {
            _outstanding--;
            _counts = isAcked
                ? _counts with { Acked = _counts.Acked + 1 }
                : _counts with { Nacked = _counts.Nacked + 1, DeadLettered = _counts.DeadLettered + (isDead ? 1 : 0) };
            if (isAcked || isDead) Leave();
            Pump();
            backoff = _chances.Backoff(delivery.Attempts);
        }

        if (isAcked || isDead) return;
        await Task.Delay(backoff, _clock, _stop.Token);
        lock (_lock)
        {
            _ready.Enqueue(delivery);
            Pump();
        }
    }

    private void Leave()
    {
        _counts = _counts with { Pending = _counts.Pending - 1 };
        if (_counts.Pending > 0) return;
        _idle?.TrySetResult();
        _idle = null;
    }

    /// <summary>
    /// True when the message is now a dead letter. When it cannot be forwarded it goes on being delivered.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, it is not a dead letter yet.")]
    private async Task<bool> TryForwardAsync(PushDelivery delivery)
    {
        if (DeadLetterTopic is null || delivery.Attempts < _options.MaxDeliveryAttempts) return false;
        try
        {
            await DeadLetterTopic.PublishAsync([delivery.DeadLetter(_options)], _stop.Token);
            return true;
        }
        catch (Exception)
        {
            _stop.Token.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>
    /// Does work beside the caller, and not as a part of what the caller does: a trace ends at the topic.
    /// </summary>
    private void StartFlow(Func<Task> work)
    {
        _flows++;
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => RunFlowAsync(work));
    }

    private async Task RunFlowAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The broker stops; what was in flight is dropped, as it says.
        }
        finally
        {
            EndFlow();
        }
    }

    private void EndFlow()
    {
        lock (_lock)
        {
            _flows--;
            if (_flows == 0) _stopped.TrySetResult();
        }
    }
}
