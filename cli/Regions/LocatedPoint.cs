using System.Globalization;
using System.Text.Json;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary>One point and its region by both methods.</summary>
internal sealed class LocatedPoint
{
    private readonly double _latitude;
    private readonly double _longitude;
    private readonly Region? _rectangle;
    private readonly Region? _polygon;
    private readonly int _rectangles;

    public LocatedPoint(double latitude, double longitude, RegionLocators locators)
    {
        (_latitude, _longitude) = (latitude, longitude);
        _rectangle = RegionAt(locators.Rectangle.Locate(latitude, longitude, out _rectangles), locators);
        _polygon = RegionAt(locators.Polygon.Locate(latitude, longitude), locators);
    }

    public void WriteTable(Surroundings surroundings)
    {
        var table = new TextTable(new Column("Method"), new Column("Code"), new Column("Region"));
        table.Row(Method.Rectangle.Name(), _rectangle?.Code ?? "", _rectangle?.Name ?? "in no region");
        table.Row(Method.Polygon.Name(), _polygon?.Code ?? "", _polygon?.Name ?? "in no region");
        table.WriteTo(surroundings);
        if (_rectangles > 1)
        {
            var count = _rectangles.ToString(CultureInfo.InvariantCulture);
            surroundings.Output.WriteLine($"The point lies in {count} rectangles; the first in their order counts.");
        }
    }

    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteNumber("lat", _latitude);
        json.WriteNumber("lon", _longitude);
        Write(json, Method.Rectangle, _rectangle);
        Write(json, Method.Polygon, _polygon);
        json.WriteNumber("rectangles", _rectangles);
    });

    private static void Write(Utf8JsonWriter json, Method method, Region? region)
    {
        json.WritePropertyName(method.Name());
        if (region is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("code", region.Code);
        json.WriteString("region", region.Name);
        json.WriteEndObject();
    }

    private static Region? RegionAt(int index, RegionLocators locators) =>
        index == IRegionLocator.None ? null : locators.Shapes.Shapes[index].Region;
}
