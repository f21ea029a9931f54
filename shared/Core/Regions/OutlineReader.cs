using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace Isotherm.Core.Regions;

/// <summary>
/// Reads one GeoJSON geometry (RFC 7946): Polygon or MultiPolygon, positions [longitude, latitude] with an optional
/// third number that is ignored. Orientation of rings means nothing. What is wrong goes to the draft, and null comes
/// back.
/// </summary>
internal sealed class OutlineReader(ShapesDraft draft)
{
    private const int FewestPositions = 4;

    /// <summary>Flat arrays: an object for each of the 266,437 points of the official file would take 11 MB.</summary>
    public static GeometryFactory Factory { get; } =
        new(new PrecisionModel(), 4326, PackedCoordinateSequenceFactory.DoubleFactory);

    /// <summary>Longitude and latitude of each position of a ring, in turn.</summary>
    private readonly List<double> _positions = [];

    /// <summary>A geometry that stands in a document of its own: a CSV field, or a JSON string.</summary>
    public Geometry? ReadText(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            var value = reader;
            reader.Skip();
            reader.Read(); // throws when something follows the geometry
            return Read(value);
        }
        catch (JsonException e)
        {
            return Refuse($"the outline is no readable JSON at its byte {e.BytePositionInLine}; is it cut short?");
        }
        catch (InvalidOperationException)
        {
            // The JSON reader's word for a \u escape that is half of a surrogate pair.
            return Refuse("a text of the outline escapes half a character (a lone surrogate)");
        }
    }

    /// <summary>The geometry at which the reader stands; the JSON of the whole document is known to be sound.</summary>
    public Geometry? Read(Utf8JsonReader geometry)
    {
        if (geometry.IsMissing()) return Refuse("there is no outline");
        if (geometry.TokenType != JsonTokenType.StartObject) return Refuse("the outline is no GeoJSON geometry");
        JsonMembers.Find(ref geometry, "type"u8, "coordinates"u8, out var type, out var coordinates);
        var name = type.TokenType == JsonTokenType.String ? type.GetString()! : "";
        if (name is not ("Polygon" or "MultiPolygon"))
        {
            return Refuse($"the outline is of type {Quoted.Text(name)}; only a Polygon or MultiPolygon has an inside");
        }

        if (coordinates.TokenType != JsonTokenType.StartArray) return Refuse("the outline has no list of coordinates");
        return name == "Polygon" ? ReadPolygon(ref coordinates, number: 1) : ReadMultiPolygon(ref coordinates);
    }

    private MultiPolygon? ReadMultiPolygon(ref Utf8JsonReader reader)
    {
        var polygons = new List<Polygon>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (ReadPolygon(ref reader, polygons.Count + 1) is not { } polygon) return null;
            polygons.Add(polygon);
        }

        if (polygons.Count > 0) return Factory.CreateMultiPolygon([.. polygons]);
        Refuse("the outline is empty");
        return null;
    }

    private Polygon? ReadPolygon(ref Utf8JsonReader reader, int number)
    {
        draft.Place = new(number, 0, 0);
        var rings = new List<LinearRing>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                draft.Place = new(number, rings.Count + 1, 0);
                if (ReadRing(ref reader) is not { } ring) return null;
                rings.Add(ring);
            }
        }

        draft.Place = new(number, 0, 0);
        if (rings.Count > 0) return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
        Refuse("the polygon is empty: it needs an outer ring");
        return null;
    }

    private LinearRing? ReadRing(ref Utf8JsonReader reader)
    {
        var place = draft.Place;
        _positions.Clear();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                draft.Place = place with { Position = (_positions.Count / 2) + 1 };
                if (!ReadPosition(ref reader)) return null;
            }
        }

        draft.Place = place;
        var positions = _positions.Count / 2;
        if (positions < FewestPositions)
        {
            Refuse($"the ring has {positions} positions; it needs {FewestPositions}, the last as the first");
            return null;
        }

        if (_positions[0] == _positions[^2] && _positions[1] == _positions[^1])
            return Factory.CreateLinearRing(new PackedDoubleCoordinateSequence([.. _positions], 2, 0));
        Refuse($"the ring is not closed: it begins at {Text(0)} and ends at {Text(positions - 1)}");
        return null;
    }

    private bool ReadPosition(ref Utf8JsonReader reader)
    {
        const string form = "a position is two or three numbers: [longitude, latitude]";
        Span<double> numbers = stackalloc double[3];
        var count = 0;
        if (reader.TokenType != JsonTokenType.StartArray) return draft.Refuse(form);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length || reader.TokenType != JsonTokenType.Number) return draft.Refuse(form);
            if (!reader.TryGetDouble(out numbers[count]) || !double.IsFinite(numbers[count]))
            {
                return draft.Refuse("a number is not finite");
            }

            count++;
        }

        return count < 2 ? draft.Refuse(form) : Add(numbers[0], numbers[1]);
    }

    private bool Add(double longitude, double latitude)
    {
        const string order = "a position is [longitude, latitude] in degrees";
        if (Math.Abs(longitude) > 180) return draft.Refuse($"the longitude {longitude} is not in -180..180; {order}");
        if (Math.Abs(latitude) > 90) return draft.Refuse($"the latitude {latitude} is not in -90..90; {order}");
        if (_positions.Count > 0 && Antimeridian.IsBetween(_positions[^2], longitude))
        {
            var way = $"the way from longitude {_positions[^2]} to {longitude}";
            return draft.Refuse($"{way} crosses the antimeridian: {Antimeridian.Advice}");
        }

        _positions.Add(longitude);
        _positions.Add(latitude);
        return true;
    }

    private Geometry? Refuse(string reason)
    {
        draft.Refuse(reason);
        return null;
    }

    private string Text(int position) => $"[{_positions[position * 2]}, {_positions[(position * 2) + 1]}]";
}
