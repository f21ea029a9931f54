using System.Buffers;
using System.Globalization;
using System.Text;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Readings;

namespace Isotherm.Aggregate;

/// <summary>
/// Keeps rejects as newline-delimited JSON, one object per part and evaluation: position in the array, and reason.
/// </summary>
internal sealed class RejectObjects(IBucket bucket)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Creates the object; that it is there already is as good. Nothing is created for no rejects.</summary>
    public async Task KeepAsync(
        CommittedPart part, string shapesHash, IReadOnlyList<RejectedReading> rejected, CancellationToken cancellation)
    {
        if (rejected.Count == 0) return;
        var name = part.Name.Rejects(part.Stored.Generation, shapesHash, ReadingRules.Version);
        await using var writer = await bucket.CreateAsync(name, cancellation);
        var buffer = new ArrayBufferWriter<byte>(BufferBytes);
        foreach (var reading in rejected)
        {
            var (position, reason) = (reading.Position, reading.Reason.Name());
            var line = string.Create(
                CultureInfo.InvariantCulture, $$"""{"position":{{position}},"reason":"{{reason}}"}""");
            Encoding.UTF8.GetBytes(line, buffer);
            buffer.Write("\n"u8);
            if (buffer.WrittenCount < BufferBytes) continue;
            await writer.WriteAsync(buffer.WrittenMemory, cancellation);
            buffer.ResetWrittenCount();
        }

        await writer.WriteAsync(buffer.WrittenMemory, cancellation);
        await writer.CommitAsync(cancellation);
    }
}
