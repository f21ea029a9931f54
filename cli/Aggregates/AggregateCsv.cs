using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>One line for each method and region; the temperature of a region without points is empty.</summary>
internal static class AggregateCsv
{
    public static void Write(AggregateView view, TextWriter output)
    {
        using var csv = CsvOutput.Open(output);
        csv.WriteRow("method", "code", "region", "numberOfPoints", "sum", "temperature");
        foreach (var method in view.Shown)
        {
            foreach (var region in method.Regions)
            {
                csv.WriteRow(
                    method.Method.Name(),
                    region.Code,
                    AggregateView.Name(region),
                    AggregateView.Count(region.Sum.Count),
                    region.Sum.SumText(),
                    AggregateView.Temperature(region.Sum));
            }
        }
    }
}
