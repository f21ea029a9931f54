using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Isotherm.Cli.Terminals;

/// <summary>CSV as every command writes it: commas, RFC 4180 quotes where needed, lines end in a line feed.</summary>
internal static class CsvOutput
{
    public static CsvWriter Open(TextWriter output) => new(
        output,
        new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" },
        leaveOpen: true);

    public static void WriteRow(this CsvWriter csv, params IReadOnlyList<string?> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.NextRecord();
    }
}
