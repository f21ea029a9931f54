using System.Globalization;
using System.Text.Json;

namespace Isotherm.Adapters.RawObjects;

/// <summary>
/// One resumable upload. Its address is a secret of its own: it is never logged, and no token is sent to it. After
/// whatever went wrong the service is asked what it has kept, and the upload goes on from there.
/// </summary>
internal sealed class CloudStorageSession(
    CloudStorageConnection connection, CloudStorageOperation operation, Uri start, CloudStorageDescription description)
{
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(5);

    private Uri? _address;

    /// <summary>Bytes of the object that were kept and let go of: they cannot be sent again.</summary>
    private long _released;

    /// <summary>Sends until the service has kept some of the bytes, and returns how many.</summary>
    /// <param name="pending">The bytes not yet kept, a multiple of the quantum.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The bytes to let go of, or the refusal.</returns>
    public async Task<(int Kept, CloudStorageAnswer? Refusal)> SendAsync(
        ReadOnlyMemory<byte> pending, CancellationToken cancellation)
    {
        var answer = await RunAsync(pending, closing: null, connection.NewBudget(), cancellation);
        if (answer!.IsRefused) return (0, answer);
        if (!answer.IsIncomplete) throw operation.Failed("the upload was finished by another");
        var kept = (int)(answer.Persisted - _released);
        _released = answer.Persisted;
        return (kept, null);
    }

    /// <summary>Sends the rest and closes the upload.</summary>
    /// <returns>The object, the refusal, or null when the session was lost and the outcome is not known.</returns>
    public Task<CloudStorageAnswer?> FinishAsync(
        ReadOnlyMemory<byte> pending, string crc32C, CloudStorageBudget budget, CancellationToken cancellation) =>
        RunAsync(pending, new Closing(_released + pending.Length, crc32C), budget, cancellation);

    /// <summary>Lets the service forget what it has kept, if it can be told in time.</summary>
    public async Task CancelAsync()
    {
        if (_address is not { } address) return;
        _address = null;
        using var limit = new CancellationTokenSource(CancelTimeout, connection.Clock);
        try
        {
            await connection.TryAsync(
                () => new HttpRequestMessage(HttpMethod.Delete, address),
                CloudStorageAnswer.ReadAsync,
                connection.NewBudget(),
                authorize: false,
                limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It expires by itself within a week.
        }
    }

    /// <summary>
    /// Until some more is kept (total null) or all is finished; null when the outcome of the last request is not known.
    /// </summary>
    private async Task<CloudStorageAnswer?> RunAsync(
        ReadOnlyMemory<byte> pending, Closing? closing, CloudStorageBudget budget, CancellationToken cancellation)
    {
        var (kept, end, ask) = (_released, _released + pending.Length, false);
        while (true)
        {
            if (_address is null)
            {
                if (await StartAsync(budget, cancellation) is { } refusal) return refusal;
                (kept, ask) = (_released, false);
            }

            var rest = ask ? default : pending[(int)(kept - _released)..];
            var (answer, fault) = await TryAsync(rest, kept, closing, budget, cancellation);
            if (answer is { IsLost: true })
            {
                if (_released > 0) return LostForGood(closing);
                _address = null;
                fault = new("the upload session was lost");
            }
            else if (answer is { IsIncomplete: true })
            {
                var before = kept;
                kept = RequireKept(answer, before, end);
                if (closing is null && kept > before) return answer;
                if (IsProgress(before, kept, end)) budget.Progress();
                else if (!ask || kept == end) fault = new("the upload does not go on");
            }
            else if (answer is not null) return RequireEnd(answer);

            ask = answer is null;
            if (fault is not null && !await budget.TryWaitAsync(fault, cancellation))
                throw operation.GaveUp(fault, budget.Failures);
        }
    }

    private Task<CloudStorageTry<CloudStorageAnswer>> TryAsync(
        ReadOnlyMemory<byte> rest,
        long offset,
        Closing? closing,
        CloudStorageBudget budget,
        CancellationToken cancellation)
    {
        var address = _address!;
        return connection.TryAsync(
            () =>
            {
                var content = new ReadOnlyMemoryContent(rest);
                content.Headers.TryAddWithoutValidation("Content-Range", ContentRange(rest.Length, offset, closing));
                var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content };
                if (closing is not null) request.Headers.Add("x-goog-hash", "crc32c=" + closing.Crc32C);
                return request;
            },
            CloudStorageAnswer.ReadAsync,
            budget,
            authorize: false,
            cancellation);
    }

    private static string ContentRange(int length, long offset, Closing? closing)
    {
        var bytes = length == 0 ? "*" : Text(offset) + "-" + Text(offset + length - 1);
        return $"bytes {bytes}/{(closing is null ? "*" : Text(closing.Total))}";
    }

    /// <summary>Opens the session. No object exists by that, so it may be done any number of times.</summary>
    private async Task<CloudStorageAnswer?> StartAsync(CloudStorageBudget budget, CancellationToken cancellation)
    {
        var resource = JsonSerializer.SerializeToUtf8Bytes(
            CloudStorageObject.Of(description), CloudStorageJson.Default.CloudStorageObject);
        return await connection.SendAsync(
            operation,
            () =>
            {
                var content = new ByteArrayContent(resource);
                content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=UTF-8");
                var request = new HttpRequestMessage(HttpMethod.Post, start) { Content = content };
                request.Headers.Add("X-Upload-Content-Type", description.ContentType);
                return request;
            },
            async (response, limit) =>
            {
                if (response.IsSuccessStatusCode)
                {
                    using (response) _address = RequireAddress(response);
                    return null;
                }

                var answer = await CloudStorageAnswer.ReadAsync(response, limit);
                return answer.IsRefused ? answer : throw operation.Refused(answer.Status, answer.Detail);
            },
            budget,
            cancellation);
    }

    private Uri RequireAddress(HttpResponseMessage response)
    {
        var address = response.Headers.Location is { } location ? new Uri(start, location) : null;
        if (address?.Scheme == start.Scheme || address?.Scheme == Uri.UriSchemeHttps) return address;
        throw operation.Failed("an upload session was opened without an address that can be trusted");
    }

    private long RequireKept(CloudStorageAnswer answer, long before, long end) =>
        answer.Persisted >= before && answer.Persisted <= end
            ? answer.Persisted
            : throw operation.Failed(
                $"the service has kept {answer.Persisted} bytes, where {before} to {end} are possible; write it again");

    private CloudStorageAnswer RequireEnd(CloudStorageAnswer answer) =>
        answer.Resource is not null || answer.IsRefused
            ? answer
            : throw operation.Refused(answer.Status, answer.Detail);

    private CloudStorageAnswer? LostForGood(Closing? closing)
    {
        _address = null;
        return closing is not null
            ? null
            : throw operation.Failed(
                $"the upload session was lost after {_released} bytes that are not at hand any more; write it again");
    }

    private static bool IsProgress(long before, long kept, long end) =>
        kept - before >= CloudStorageOptions.ChunkQuantum || (kept > before && kept == end);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is told with the last bytes: the service refuses bytes of another checksum.</summary>
    private sealed record Closing(long Total, string Crc32C);
}
