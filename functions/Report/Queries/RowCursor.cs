using Isotherm.Core.Regions;
using Isotherm.Core.Runs;

namespace Isotherm.Report.Queries;

/// <summary>The row that a page of temperatures comes after: rows go by hour, then by code of the region.</summary>
internal sealed record RowCursor(Hour Hour, string Code)
{
    private const char Between = '.';

    public static RowCursor? Read(QueryReader reader, string name)
    {
        if (reader.Single(name) is not { } written) return null;
        var parts = written.Split(Between);
        if (parts.Length == 2 && Hour.TryParse(parts[0], out var hour) && Region.Find(parts[1]) is { } region)
            return new RowCursor(hour, region.Code);
        reader.Refuse(name, "It is none of ours: take it from the 'next' address of a page.");
        return null;
    }

    public override string ToString() => $"{Hour}{Between}{Code}";
}
