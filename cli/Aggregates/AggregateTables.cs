using Isotherm.Cli.Terminals;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>The means of the regions, and below them what became of every reading.</summary>
internal static class AggregateTables
{
    public static void Write(AggregateView view, Surroundings surroundings)
    {
        Means(view).WriteTo(surroundings);
        surroundings.Output.WriteLine();
        Accounting(view).WriteTo(surroundings);
    }

    private static TextTable Means(AggregateView view)
    {
        var methods = view.Shown.ToArray();
        var columns = new List<Column> { new("Region") };
        foreach (var method in methods)
        {
            columns.Add(new(method.Method == Method.Polygon ? "Polygon °C" : "Rectangle °C", IsNumber: true));
            columns.Add(new("Points", IsNumber: true));
        }

        var table = new TextTable([.. columns]);
        for (var i = 0; i < methods[0].Regions.Count; i++)
        {
            var region = methods[0].Regions[i];
            var figures = methods.Select(method => method.Regions[i].Sum)
                .SelectMany(sum => new[] { AggregateView.Temperature(sum) ?? "", AggregateView.Count(sum.Count) });
            table.Row([AggregateView.Name(region), .. figures]);
        }

        return table;
    }

    private static TextTable Accounting(AggregateView view)
    {
        var totals = view.Totals;
        var table = new TextTable(new Column("Accounting"), new Column("Readings", IsNumber: true));
        table.Row($"read, from {totals.Files} file{(totals.Files == 1 ? "" : "s")}", AggregateView.Count(totals.Read));
        foreach (var reason in RejectReasonNames.All.Where(reason => totals.Rejects[reason] > 0))
            table.Row($"rejected: {reason.Name()}", AggregateView.Count(totals.Rejects[reason]));
        table.Row("usable", AggregateView.Count(totals.Usable));
        table.Row("in two or more rectangles", AggregateView.Count(totals.Ambiguous));
        foreach (var method in view.Shown)
        {
            var outside = AggregateView.Count(method.OutsideEveryRegion);
            table.Row($"outside every region by {method.Method.Name()}", outside);
        }

        return table;
    }
}
