using System.Text;

namespace Isotherm.Core.Regions;

/// <summary>The ';' CSV form: columns <c>Geo Shape</c> (GeoJSON text) and <c>New Code</c>, found by name.</summary>
internal static class CsvShapes
{
    private const string ShapeColumn = "Geo Shape";
    private const string CodeColumn = "New Code";

    public static ShapesResult Read(ReadOnlySpan<byte> csv)
    {
        var draft = new ShapesDraft("data row");
        var rows = new CsvRows(csv);
        var row = new List<CsvField>();
        var (shape, code) = (-1, -1);
        if (rows.Read(row)) (shape, code) = (Column(csv, row, ShapeColumn, draft), Column(csv, row, CodeColumn, draft));
        if (shape < 0 && code < 0)
        {
            return new(null, $"The document is no JSON, and no CSV with the columns '{ShapeColumn}' and '{CodeColumn}' "
                + $"separated by ';' in its first line. {ShapesReader.Forms}.");
        }

        if (shape < 0) draft.Refuse($"the header has no column '{ShapeColumn}'; export the data set with it");
        if (code < 0) draft.Refuse($"the header has no column '{CodeColumn}'; export the data set with it");
        var columns = row.Count;
        var outlines = new OutlineReader(draft);
        while (draft.Refusal is null && rows.Read(row))
        {
            draft.Next();
            if (row.Count != columns) draft.Refuse($"the row has {row.Count} fields, the header {columns}");
            else if (!draft.TakeCode(Encoding.UTF8.GetString(row[code].Bytes(csv)))) break;
            else if (outlines.ReadText(row[shape].Bytes(csv)) is { } outline) draft.Add(outline);
        }

        if (rows.Fault is not { } fault) return draft.Finish();
        draft.Next();
        draft.Refuse(fault);
        return draft.Finish();
    }

    private static int Column(ReadOnlySpan<byte> csv, List<CsvField> header, string name, ShapesDraft draft)
    {
        var found = -1;
        for (var i = 0; i < header.Count; i++)
        {
            if (Encoding.UTF8.GetString(header[i].Bytes(csv)) != name) continue;
            if (found >= 0) draft.Refuse($"the header has the column '{name}' twice");
            found = i;
        }

        return found;
    }
}
