using System.Buffers;
using System.Text;
using System.Text.Json;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Answers;

namespace Isotherm.Report.Api;

/// <summary>Writes temperatures as the rows come, at most some kilobytes at a time.</summary>
internal static class TemperaturesBody
{
    private const int PieceBytes = 16 * 1024;

    /// <summary>
    /// The rows under <c>temperatures</c>, after what they are of; <c>next</c> is the address of the next page or null.
    /// </summary>
    public static AnswerBody Json(
        Method method, DateTimeOffset? asOf, string? next, Func<CancellationToken, IAsyncEnumerable<DenseRow>> rows) =>
        async (output, cancellation) =>
        {
            var piece = new ArrayBufferWriter<byte>(2 * PieceBytes);
            await using var json = new Utf8JsonWriter(piece, OneLineJson.Options);
            json.WriteStartObject();
            json.WriteString("method", method.Name());
            json.WriteString("asOf", asOf is { } moment ? UtcText.ToMicroseconds(moment) : null);
            json.WriteString("next", next);
            json.WriteStartArray("temperatures");
            await foreach (var row in rows(cancellation))
            {
                Write(json, row);
                if (piece.WrittenCount + json.BytesPending <= PieceBytes) continue;
                await FlushAsync(json, piece, output, cancellation);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            await FlushAsync(json, piece, output, cancellation);
        };

    /// <summary>The bytes of <c>isotherm report --format csv</c>.</summary>
    public static AnswerBody Csv(Func<CancellationToken, IAsyncEnumerable<DenseRow>> rows) =>
        async (output, cancellation) =>
        {
            var text = new StringBuilder(CsvReport.Heading);
            await foreach (var row in rows(cancellation))
            {
                text.Append(CsvReport.Line(new RegionHourTemperature(
                    row.Region.Name, row.Hour, row.Shown?.Temperature, row.Before?.Temperature)));
                if (text.Length > PieceBytes) await FlushAsync(text, output, cancellation);
            }

            await FlushAsync(text, output, cancellation);
        };

    private static async Task FlushAsync(
        Utf8JsonWriter json, ArrayBufferWriter<byte> piece, Stream output, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await output.WriteAsync(piece.WrittenMemory, cancellation);
        piece.ResetWrittenCount();
    }

    private static async Task FlushAsync(StringBuilder text, Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        text.Clear();
    }

    private static void Write(Utf8JsonWriter json, DenseRow row)
    {
        json.WriteStartObject();
        json.WriteString("region", row.Region.Name);
        json.WriteString("code", row.Region.Code);
        json.WriteString("hour", row.Hour.ToString());
        json.WriteString("temperature", TemperatureText.Of(row.Shown?.Temperature));
        json.WriteString("temperature3HoursBefore", TemperatureText.Of(row.Before?.Temperature));
        json.WriteNumber("numberOfPoints", row.Shown?.NumberOfPoints);
        json.WriteEndObject();
    }
}
