using System.Text;
using System.Text.Json;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Reports;

namespace Isotherm.Cli.Reports;

/// <summary>A report as one JSON array, an object a line, written as the rows come.</summary>
internal static class ReportJson
{
    public static async Task<long> WriteAsync(IAsyncEnumerable<RegionHourTemperature> rows, TextWriter output)
    {
        var count = 0L;
        await output.WriteAsync('[');
        await foreach (var row in rows)
        {
            await output.WriteAsync(count++ == 0 ? "\n  " : ",\n  ");
            await output.WriteAsync(Object(row));
        }

        await output.WriteAsync(count == 0 ? "]\n" : "\n]\n");
        return count;
    }

    private static string Object(RegionHourTemperature row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonOutput.OneLine))
        {
            json.WriteStartObject();
            json.WriteString("region", row.Region);
            json.WriteString("hour", row.Hour.ToString());
            json.WriteString("temperature", TemperatureText.Of(row.Temperature));
            json.WriteString("temperature3HoursBefore", TemperatureText.Of(row.Temperature3HoursBefore));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
