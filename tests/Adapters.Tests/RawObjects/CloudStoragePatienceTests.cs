using System.Diagnostics.Metrics;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Waits and limits, on clocks that only the tests move.</summary>
public sealed class CloudStoragePatienceTests : CloudStorageFixture
{
    private readonly HastyClock _hasty = new(new DateTimeOffset(2019, 2, 19, 14, 0, 3, TimeSpan.Zero));

    private CloudStorageOptions AsDocumented => new() { Endpoint = Storage.Endpoint };

    [Fact]
    public async Task Waits_double_from_a_second_with_up_to_a_second_of_jitter_until_the_deadline()
    {
        Storage.Be(RudeStorageRequest.Metadata, Many(RudeStorageFault.Status(503)));

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Connect(AsDocumented, clock: _hasty).FindAsync(Name, Cancellation));

        AssertWaits(1, 2, 4, 8, 16);
        Assert.EndsWith("status 503, 6 tries, then out of time.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_longest()
    {
        Storage.Be(RudeStorageRequest.Metadata, Many(RudeStorageFault.Status(503)));
        var patient = Connect(AsDocumented with { Deadline = TimeSpan.FromSeconds(200) }, clock: _hasty);

        await Assert.ThrowsAsync<TransientException>(() => patient.FindAsync(Name, Cancellation));

        AssertWaits(1, 2, 4, 8, 16, 31, 31, 31, 31, 31);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Tue, 19 Feb 2019 14:00:12 GMT", 9)]
    [InlineData("0", 1)]
    [InlineData("-7", 1)]
    [InlineData("soon", 1)]
    [InlineData("Tue, 19 Feb 2019 13:00:00 GMT", 1)]
    public async Task A_wait_is_as_long_as_the_service_asks(string retryAfter, int seconds)
    {
        Storage.Objects.Put(Name, "12"u8);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(429, retryAfter));

        Assert.NotNull(await Connect(AsDocumented, clock: _hasty).FindAsync(Name, Cancellation));

        AssertWaits(seconds);
    }

    [Theory]
    [InlineData("61")]
    [InlineData("1000000000")]
    [InlineData("Wed, 20 Feb 2019 14:00:03 GMT")]
    public async Task A_wait_beyond_the_deadline_is_not_begun(string retryAfter)
    {
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(503, retryAfter));

        await Assert.ThrowsAsync<TransientException>(
            () => Connect(AsDocumented, clock: _hasty).FindAsync(Name, Cancellation));

        Assert.Empty(_hasty.Waits);
        Assert.Single(Storage.Log);
    }

    [Theory]
    [InlineData(RudeStorageRequest.Metadata)]
    [InlineData(RudeStorageRequest.Media)]
    [InlineData(RudeStorageRequest.List)]
    public async Task A_request_without_an_answer_is_given_up_and_sent_again(RudeStorageRequest request)
    {
        Storage.Objects.Put(Name, "12"u8);
        Storage.Be(request, RudeStorageFault.Silence);

        Task read = request switch
        {
            RudeStorageRequest.Metadata => Bucket.FindAsync(Name, Cancellation),
            RudeStorageRequest.Media => Bucket.ReadAsync(Name, Cancellation),
            _ => Bucket.ListAsync("", Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync().AsTask(),
        };
        await Storage.StalledAsync(Cancellation);
        Clock.Advance(Options.AttemptTimeout);

        await read;
        Assert.Equal(2, Storage.Count(request));
    }

    [Fact]
    public async Task A_write_without_an_answer_is_sent_again_and_settled()
    {
        Storage.Be(RudeStorageRequest.Insert, RudeStorageFault.Silence);

        var write = Bucket.CreateAsync(Name, "12"u8.ToArray(), Cancellation);
        await Storage.StalledAsync(Cancellation);
        Clock.Advance(Options.AttemptTimeout);

        Assert.False((await write).PreconditionFailed);
    }

    [Fact]
    public async Task A_service_that_is_silent_for_good_ends_at_the_deadline()
    {
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Silence, RudeStorageFault.Silence);

        var find = Connect(Options with { Deadline = 2 * Options.AttemptTimeout }).FindAsync(Name, Cancellation);
        for (var i = 0; i < 2; i++)
        {
            await Storage.StalledAsync(Cancellation);
            Clock.Advance(Options.AttemptTimeout);
        }

        var failure = await Assert.ThrowsAsync<TransientException>(() => find);
        Assert.Contains("no answer in time, 2 tries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_worth_another_try()
    {
        var impatient = Connect(AsDocumented, clock: _hasty);
        await Storage.StopAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<TransientException>(() => impatient.FindAsync(Name, Cancellation));

        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
        AssertWaits(1, 2, 4, 8, 16);
    }

    [Fact]
    public async Task Patience_starts_again_when_a_download_gets_somewhere()
    {
        Storage.Objects.Put(Name, Bytes(300_000));
        Storage.Be(RudeStorageRequest.Media, [.. Enumerable.Repeat(RudeStorageFault.EndDownload(20_000), 14)]);

        var read = await Connect(AsDocumented, clock: _hasty).ReadAsync(Name, Cancellation);

        Assert.Equal(300_000, read!.Value.Bytes.Length);
        AssertWaits([.. Enumerable.Repeat(1, 14)]);
    }

    [Fact]
    public async Task Patience_ends_when_a_download_hardly_moves()
    {
        Storage.Objects.Put(Name, Bytes(300_000));
        Storage.Be(RudeStorageRequest.Media, Many(RudeStorageFault.EndDownload(1)));

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Connect(AsDocumented, clock: _hasty).ReadAsync(Name, Cancellation));

        AssertWaits(1, 2, 4, 8, 16);
        Assert.Contains("6 of 300000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patience_ends_when_an_upload_hardly_moves()
    {
        Storage.Be(RudeStorageRequest.Chunk, Many(RudeStorageFault.KeepOnly(0)));
        var options = AsDocumented with { ChunkBytes = 2 * Quantum };

        await Assert.ThrowsAsync<TransientException>(
            () => Connect(options, clock: _hasty).CreateAsync(Name, Bytes(600_000), Cancellation));

        AssertWaits(1, 2, 4, 8, 16);
    }

    [Fact]
    public async Task Patience_ends_when_sessions_are_lost_again_and_again()
    {
        Storage.Be(RudeStorageRequest.Chunk, Many(RudeStorageFault.Status(410)));
        var options = AsDocumented with { ChunkBytes = 2 * Quantum };

        await Assert.ThrowsAsync<TransientException>(
            () => Connect(options, clock: _hasty).CreateAsync(Name, Bytes(600_000), Cancellation));

        AssertWaits(1, 2, 4, 8, 16);
    }

    [Fact]
    public async Task Patience_starts_again_when_an_upload_gets_somewhere()
    {
        var bytes = Bytes((20 * Quantum) + 1);
        Storage.Be(
            RudeStorageRequest.Chunk,
            [RudeStorageFault.None, .. Enumerable.Repeat(RudeStorageFault.CutUpload(Quantum), 8)]);
        var options = AsDocumented with { ChunkBytes = 10 * Quantum };

        await Connect(options, clock: _hasty).CreateAsync(Name, bytes, Cancellation);

        AssertStored(bytes, Name);
        AssertWaits([.. Enumerable.Repeat(1, 8)]);
    }

    [Fact]
    public async Task Who_cancels_is_not_kept_waiting()
    {
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Silence, RudeStorageFault.Status(503));
        using var first = new CancellationTokenSource();
        var asked = Bucket.FindAsync(Name, first.Token);
        await Storage.StalledAsync(Cancellation);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        using var second = new CancellationTokenSource();
        var clock = new TimerClock(Clock.Start);
        var waiting = Connect(AsDocumented, clock: clock).FindAsync(Name, second.Token);
        await clock.NextWaitAsync(Cancellation);
        await clock.NextWaitAsync(Cancellation);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Every_request_that_is_sent_again_is_counted()
    {
        var retries = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "isotherm.storage.retries") self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref retries, count));
        listener.Start();
        Storage.Objects.Put(Name, "12"u8);
        Storage.Be(RudeStorageRequest.Metadata, RudeStorageFault.Status(503), RudeStorageFault.Status(503));

        await Bucket.FindAsync(Name, Cancellation);

        Assert.InRange(Interlocked.Read(ref retries), 2, long.MaxValue);
    }

    private static RudeStorageFault[] Many(RudeStorageFault fault) => [.. Enumerable.Repeat(fault, 20)];

    /// <summary>Each wait has up to a second of jitter on top.</summary>
    private void AssertWaits(params int[] seconds)
    {
        Assert.Equal(seconds.Length, _hasty.Waits.Count);
        Assert.All(
            _hasty.Waits.Zip(seconds),
            pair => Assert.InRange(pair.First.TotalSeconds, pair.Second, pair.Second + 1));
    }
}
