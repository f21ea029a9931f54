using System.Buffers;
using System.Globalization;

namespace Isotherm.Adapters.SensorApi;

/// <summary>One answer of the sensor API from its headers on: judges them, and hands the body over.</summary>
internal sealed class SensorApiBody(SensorApiOptions options, HttpResponseMessage response, BodyWatch watch)
{
    private const int BufferBytes = 64 * 1024;

    /// <param name="receive">Takes the body, unless the headers are refused.</param>
    /// <param name="cancellation">The caller's.</param>
    /// <param name="deadline">The caller's, or the deadline.</param>
    public async Task<SensorApiAnswer> ReadAsync(
        BodyReceiver receive, CancellationToken cancellation, CancellationToken deadline)
    {
        var refusal = RefusalOfHeaders();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var limit = refusal is null ? options.MaxBytes : SensorApiAnswer.MaxHead;
            var keep = refusal is null ? receive : _ => ValueTask.FromResult(true);
            var ended = await CopyAsync(buffer, limit, keep, cancellation, deadline);
            return Answer(refusal ?? ended);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Null when the body ended, or was enough, as it should.</summary>
    private async Task<string?> CopyAsync(
        byte[] buffer, long limit, BodyReceiver receive, CancellationToken cancellation, CancellationToken deadline)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(deadline);
        while (true)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, deadline);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Text($"Its body did not end within {options.Deadline.TotalSeconds} s.");
            }
            catch (IOException)
            {
                return "Its body broke off.";
            }
            catch (Exception undecodable) when (undecodable is InvalidDataException or InvalidOperationException)
            {
                return "Its body cannot be decompressed.";
            }

            if (read == 0) return null;
            var fits = (int)Math.Min(read, limit - watch.Received);
            watch.Append(buffer.AsSpan(0, fits));
            if (watch.RepeatsKey) return "It repeats the API key.";
            if (fits > 0 && !await receive(buffer.AsMemory(0, fits))) return null;
            if (fits < read) return Text($"Its body is longer than {limit} bytes.");
        }
    }

    private SensorApiAnswer Answer(string? refusal) => new()
    {
        Status = (int)response.StatusCode,
        Refusal = refusal is null
            ? null : Text($"The sensor API's answer ({(int)response.StatusCode}) is refused: {refusal}"),
        Received = watch.Received,
        Head = watch.Head(),
        HoldsKey = watch.HoldsKey,
    };

    private string? RefusalOfHeaders()
    {
        var status = (int)response.StatusCode;
        if (status is 301 or 302 or 303 or 307 or 308) return "It redirects, and the API key stays with its address.";
        if (status is 401 or 403) return "It does not accept the API key.";
        if (!response.IsSuccessStatusCode) return "Its status is no success.";
        if (!IsJson()) return "Its content type is not JSON.";
        var decoded = response.Content.Headers.ContentEncoding
            .All(encoding => encoding.Equals("identity", StringComparison.OrdinalIgnoreCase));
        return decoded ? null : "Its content encoding is unknown.";
    }

    private bool IsJson()
    {
        var headers = response.Content.Headers;
        if (!headers.NonValidated.Contains("Content-Type")) return true;
        return headers.ContentType?.MediaType is { } type
            && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
