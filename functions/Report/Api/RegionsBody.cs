using System.Text.Json;
using Isotherm.Core.Regions;
using Isotherm.Core.Reports;
using Isotherm.Core.Runs;
using Isotherm.Report.Building;

namespace Isotherm.Report.Api;

/// <summary>The regions with the values of an hour as GeoJSON (RFC 7946).</summary>
internal static class RegionsBody
{
    /// <param name="hour">Null when there is none: the outlines come without values.</param>
    /// <param name="method">By which the values are.</param>
    /// <param name="values">Of the hour and three hours before.</param>
    public static byte[] GeoJson(Hour? hour, Method method, ShownValues? values) => OneLineJson.Object(json =>
    {
        json.WriteString("type", "FeatureCollection");
        json.WriteString("hour", hour?.ToString());
        json.WriteString("method", method.Name());
        json.WriteStartArray("features");
        foreach (var region in Region.All) Write(json, region, hour, values);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, Region region, Hour? hour, ShownValues? values)
    {
        var shown = hour is { } at ? values?[region, at] : null;
        var before = hour?.Plus(-DenseHours.HoursBefore) is { } earlier ? values?[region, earlier] : null;
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", region.Code);
        json.WriteStartObject("properties");
        json.WriteString("code", region.Code);
        json.WriteString("region", region.Name);
        json.WriteString("temperature", TemperatureText.Of(shown?.Temperature));
        json.WriteString("temperature3HoursBefore", TemperatureText.Of(before?.Temperature));
        json.WriteNumber("numberOfPoints", shown?.NumberOfPoints);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        json.WriteRawValue(ShippedOutlines.Geometry(region.Code), skipInputValidation: true);
        json.WriteEndObject();
    }
}
