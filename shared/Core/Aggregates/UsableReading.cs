using System.Runtime.InteropServices;

namespace Isotherm.Core.Aggregates;

/// <summary>What has to be kept of a usable reading to take it back when its id comes again.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct UsableReading
{
    /// <summary>More regions than this cannot be told apart.</summary>
    public const int MaxRegions = AmbiguousFlag;

    private const short AmbiguousFlag = 0x4000;

    private readonly short _rectangle;
    private readonly short _polygon;

    public UsableReading(long position, long nanoCelsius, PointPlace place, uint keys)
    {
        Position = position;
        NanoCelsius = nanoCelsius;
        _rectangle = (short)(place.Rectangles >= 2 ? place.Rectangle | AmbiguousFlag : place.Rectangle);
        _polygon = (short)place.Polygon;
        Keys = keys;
    }

    public long Position { get; private init; }

    public long NanoCelsius { get; }

    /// <summary>What aggregations asked for, 16 bits each.</summary>
    public uint Keys { get; }

    /// <summary>The index of its region, or -1.</summary>
    public int Rectangle => _rectangle < 0 ? _rectangle : _rectangle & ~AmbiguousFlag;

    /// <summary>The index of its region, or -1.</summary>
    public int Polygon => _polygon;

    /// <summary>It lies in two or more rectangles.</summary>
    public bool IsAmbiguous => _rectangle >= AmbiguousFlag;

    /// <summary>The same, so many positions further.</summary>
    public UsableReading Behind(long positions) => this with { Position = Position + positions };
}
