using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>Answers a CSV file of points row by row; only one row is held at a time.</summary>
internal sealed class PointsFile(RegionLocators locators, string name)
{
    private const int MaxFieldChars = 1024 * 1024;
    private const int RowsBetweenLooks = 4096;

    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        MaxFieldSize = MaxFieldChars,
        DetectDelimiter = false,
    };

    private readonly string[] _codes = [.. locators.Shapes.Shapes.Select(shape => shape.Region.Code)];

    /// <summary>Null when every row was answered, or else what is wrong and in which line.</summary>
    public string? Answer(Stream points, TextWriter output, CancellationToken cancellation)
    {
        using var text = new StreamReader(points, new UTF8Encoding(false, throwOnInvalidBytes: true), true);
        using var parser = new CsvParser(text, Configuration);
        try
        {
            using var csv = CsvOutput.Open(output);
            return Answer(parser, csv, cancellation);
        }
        catch (DecoderFallbackException)
        {
            return $"{name} is not UTF-8 text, after line {Line(parser)}: save it as UTF-8.";
        }
        catch (BadDataException)
        {
            return $"{name}, line {Line(parser)}: a quote stands where none may; write quotes inside a field twice.";
        }
        catch (MaxFieldSizeException)
        {
            return $"{name}, line {Line(parser)}: a field has over {MaxFieldChars} characters: is a quote left open?";
        }
    }

    private string? Answer(CsvParser parser, CsvWriter csv, CancellationToken cancellation)
    {
        if (!parser.Read()) return $"{name} is empty: a header line with the columns lat and lon is needed.";
        if (!PointsHeader.Of(parser.Record!).Is(out var header, out var fault)) return $"{name}: {fault}";
        csv.WriteRow([.. header.Columns, Method.Rectangle.Name(), Method.Polygon.Name()]);
        for (var row = 1L; parser.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            if (AnswerRow(parser.Record!, header, csv) is { } wrong) return $"{name}, line {Line(parser)}: {wrong}";
        }

        return null;
    }

    private string? AnswerRow(string[] fields, PointsHeader header, CsvWriter csv)
    {
        if (fields.Length != header.Columns.Count)
            return $"the row has {fields.Length} fields where the header has {header.Columns.Count}.";
        var written = (Latitude: fields[header.Latitude], Longitude: fields[header.Longitude]);
        if (!Coordinates.TryParse(written.Latitude, Coordinates.MaxLatitude, out var latitude))
            return Coordinates.Refusal("lat", written.Latitude, Coordinates.MaxLatitude);
        if (!Coordinates.TryParse(written.Longitude, Coordinates.MaxLongitude, out var longitude))
            return Coordinates.Refusal("lon", written.Longitude, Coordinates.MaxLongitude);
        foreach (var field in fields) csv.WriteField(field);
        csv.WriteField(Code(locators.Rectangle.Locate(latitude, longitude)));
        csv.WriteField(Code(locators.Polygon.Locate(latitude, longitude)));
        csv.NextRecord();
        return null;
    }

    private string Code(int index) => index == IRegionLocator.None ? "" : _codes[index];

    private static string Line(CsvParser parser) => parser.RawRow.ToString(CultureInfo.InvariantCulture);
}
