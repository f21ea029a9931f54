using Isotherm.Core.Readings;

namespace Isotherm.Core.Tests.Readings.Fast;

/// <summary>Makes one number of all calls in their order; all but surely another one of other calls.</summary>
internal sealed class FingerprintSink : IReadingSink
{
    private HashCode _hash;

    public int Value => _hash.ToHashCode();

    public int UsableCount { get; private set; }

    public void Usable(scoped in Reading reading)
    {
        UsableCount++;
        _hash.Add(reading.Position);
        _hash.Add(BitConverter.DoubleToInt64Bits(reading.Latitude));
        _hash.Add(BitConverter.DoubleToInt64Bits(reading.Longitude));
        _hash.Add(reading.Temperature.NanoCelsius);
        _hash.Add(reading.Id.Length);
        _hash.AddBytes(reading.Id);
        _hash.Add(reading.Timestamp.Length);
        _hash.AddBytes(reading.Timestamp);
    }

    public void Reject(RejectedReading rejected)
    {
        _hash.Add(-1 - rejected.Position);
        _hash.Add((int)rejected.Reason);
    }

    public void Bounds(long begin, long end)
    {
        _hash.Add(begin);
        _hash.Add(end);
    }
}
