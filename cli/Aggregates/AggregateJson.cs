using Isotherm.Cli.Terminals;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>Totals as one JSON object.</summary>
internal static class AggregateJson
{
    public static void Write(AggregateView view, TextWriter output) => JsonOutput.Write(output, json =>
    {
        var totals = view.Totals;
        json.WriteNumber("files", totals.Files);
        json.WriteNumber("read", totals.Read);
        json.WriteNumber("usable", totals.Usable);
        json.WriteStartObject("rejects");
        foreach (var reason in RejectReasonNames.All) json.WriteNumber(reason.Name(), totals.Rejects[reason]);
        json.WriteEndObject();
        json.WriteNumber("ambiguous", totals.Ambiguous);
        json.WriteStartObject("methods");
        foreach (var method in view.Shown)
        {
            json.WriteStartObject(method.Method.Name());
            json.WriteNumber("outsideEveryRegion", method.OutsideEveryRegion);
            json.WriteStartArray("regions");
            foreach (var region in method.Regions) WriteRegion(json, region);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private static void WriteRegion(System.Text.Json.Utf8JsonWriter json, RegionSum region)
    {
        json.WriteStartObject();
        json.WriteString("code", region.Code);
        json.WriteString("region", AggregateView.Name(region));
        json.WriteNumber("numberOfPoints", region.Sum.Count);
        json.WriteString("sum", region.Sum.SumText());
        json.WriteString("temperature", AggregateView.Temperature(region.Sum));
        json.WriteEndObject();
    }
}
