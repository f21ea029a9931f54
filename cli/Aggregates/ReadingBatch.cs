using Isotherm.Core.Readings;

namespace Isotherm.Cli.Aggregates;

/// <summary>Usable readings kept for another thread, in one block of memory that is used again.</summary>
internal sealed class ReadingBatch
{
    private const int Capacity = 4096;
    private const int UsualIdBytes = 40;

    private readonly Entry[] _entries = new Entry[Capacity];
    private byte[] _ids = new byte[Capacity * UsualIdBytes];
    private int _count;
    private int _idBytes;

    public bool IsEmpty => _count == 0;

    public bool IsFull => _count == Capacity;

    public void Add(scoped in Reading reading)
    {
        if (_ids.Length - _idBytes < reading.Id.Length)
            Array.Resize(ref _ids, Math.Max(_ids.Length * 2, _idBytes + reading.Id.Length));
        reading.Id.CopyTo(_ids.AsSpan(_idBytes));
        _entries[_count++] = new Entry(
            reading.Position, reading.Latitude, reading.Longitude, reading.Temperature, _idBytes, reading.Id.Length);
        _idBytes += reading.Id.Length;
    }

    /// <summary>Hands everything over and is empty afterwards.</summary>
    public void MoveTo(IReadingSink sink)
    {
        foreach (ref readonly var entry in _entries.AsSpan(0, _count))
        {
            sink.Usable(new Reading
            {
                Position = entry.Position,
                Latitude = entry.Latitude,
                Longitude = entry.Longitude,
                Temperature = entry.Temperature,
                Id = _ids.AsSpan(entry.IdStart, entry.IdLength),
                Timestamp = default,
            });
        }

        _count = 0;
        _idBytes = 0;
    }

    private readonly record struct Entry(
        long Position, double Latitude, double Longitude, Temperature Temperature, int IdStart, int IdLength);
}
