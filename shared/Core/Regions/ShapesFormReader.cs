using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace Isotherm.Core.Regions;

/// <summary>
/// Reads a <see cref="ShapesForm"/> back. Whatever the bytes, it answers: null when they are no such form, or hold what
/// <see cref="ShapesReader"/> would refuse.
/// </summary>
internal ref struct ShapesFormReader(ReadOnlySpan<byte> form)
{
    private const int FewestPositions = 4;
    private const int PositionSize = 2 * sizeof(double);

    private ReadOnlySpan<byte> _rest = form;

    public IReadOnlyList<RegionShape>? Read()
    {
        if (!_rest.StartsWith(ShapesForm.Preamble)) return null;
        _rest = _rest[ShapesForm.Preamble.Length..];
        if (ReadCount(least: Region.All.Count) != Region.All.Count) return null;
        var shapes = new List<RegionShape>();
        for (var i = 0; i < Region.All.Count; i++)
        {
            if (ReadRegion() is not { } region || shapes.Exists(shape => shape.Region == region)) return null;
            if (ReadOutline() is not { } outline) return null;
            shapes.Add(new RegionShape(region, outline));
        }

        return _rest.IsEmpty ? shapes : null;
    }

    private Region? ReadRegion()
    {
        const int digits = 2;
        if (_rest.Length < digits) return null;
        var code = Encoding.ASCII.GetString(_rest[..digits]);
        _rest = _rest[digits..];
        return Region.Find(code);
    }

    private Geometry? ReadOutline()
    {
        var polygons = new Polygon[ReadCount(least: 1)];
        for (var i = 0; i < polygons.Length; i++)
        {
            var rings = new LinearRing[ReadCount(least: 1)];
            for (var ring = 0; ring < rings.Length; ring++)
            {
                if (ReadRing() is not { } read) return null;
                rings[ring] = read;
            }

            if (rings.Length == 0) return null;
            polygons[i] = OutlineReader.Factory.CreatePolygon(rings[0], rings[1..]);
        }

        return polygons switch
        {
            [] => null,
            [var single] => single,
            _ => OutlineReader.Factory.CreateMultiPolygon(polygons),
        };
    }

    private LinearRing? ReadRing()
    {
        var positions = ReadCount(least: FewestPositions);
        if (positions == 0 || positions > _rest.Length / PositionSize) return null;
        var coordinates = new double[positions * 2];
        for (var i = 0; i < coordinates.Length; i += 2)
        {
            var (x, y) = (coordinates[i], coordinates[i + 1]) = (
                BinaryPrimitives.ReadDoubleLittleEndian(_rest),
                BinaryPrimitives.ReadDoubleLittleEndian(_rest[sizeof(double)..]));
            if (!OutlineBox.Earth.Holds(y, x) || (i > 0 && Antimeridian.IsBetween(coordinates[i - 2], x))) return null;
            _rest = _rest[PositionSize..];
        }

        return coordinates[0] == coordinates[^2] && coordinates[1] == coordinates[^1]
            ? OutlineReader.Factory.CreateLinearRing(new PackedDoubleCoordinateSequence(coordinates, 2, 0))
            : null;
    }

    /// <summary>0 when it is less, or more than the bytes that are left: each thing that is counted has some.</summary>
    private int ReadCount(int least)
    {
        if (_rest.Length < sizeof(int)) return 0;
        var count = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[sizeof(int)..];
        return count >= least && count <= _rest.Length ? count : 0;
    }
}
