using System.Globalization;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>Shows region by region what new shapes change.</summary>
internal static class ShapesComparison
{
    /// <param name="before">The shapes in use; null when there are none.</param>
    /// <param name="after">The new ones.</param>
    /// <param name="surroundings">Where it is shown.</param>
    public static void Write(RegionShapes? before, RegionShapes after, Surroundings surroundings)
    {
        var table = new TextTable(
            new Column("Code"),
            new Column("Region"),
            new Column("Change"),
            new Column("Vertices"),
            new Column("Rectangle (south west to north east)", Folds: true));
        var changed = 0;
        for (var i = 0; i < after.Shapes.Count; i++)
        {
            var known = before?.Shapes.FirstOrDefault(shape => shape.Region == after.Shapes[i].Region);
            if (known?.Outline.EqualsExact(after.Shapes[i].Outline) != true) changed++;
            var isMoved = known is not null && before!.Shapes[i].Region != known.Region;
            table.Row(Cells(known, after.Shapes[i], isMoved));
        }

        table.WriteTo(surroundings);
        var output = surroundings.Output;
        output.WriteLine($"Outlines changed: {Text(changed)} of {Text(after.Shapes.Count)}.");
        output.WriteLine($"Hash before: {before?.Hash ?? "none"}");
        output.WriteLine($"Hash:        {after.Hash}");
    }

    private static string[] Cells(RegionShape? before, RegionShape after, bool isMoved)
    {
        var figures = ShapeFigures.Of(after);
        var known = before is null ? null : ShapeFigures.Of(before);
        return
        [
            after.Region.Code,
            after.Region.Name,
            Change(before, after) + (isMoved ? ", other place in the order" : ""),
            Changed(known is null ? null : Text(known.Vertices), Text(figures.Vertices)),
            Changed(known?.Box, figures.Box),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Changed(string? before, string after) =>
        before is null || before == after ? after : $"{before} -> {after}";

    private static string Change(RegionShape? before, RegionShape after)
    {
        if (before is null) return "new";
        return before.Outline.EqualsExact(after.Outline) ? "none" : "outline";
    }
}
