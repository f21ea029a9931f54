namespace Isotherm.Benchmarks.Scale;

/// <summary>A feed of a constant rate, pulled once a slot by so many calls at once.</summary>
/// <param name="Name">How the pictures call it.</param>
/// <param name="BytesPerMinute">What arises.</param>
/// <param name="SlotMinutes">What a pull covers.</param>
/// <param name="PartBytes">The largest part.</param>
internal sealed record ScaleLoad(string Name, double BytesPerMinute, int SlotMinutes, double PartBytes)
{
    /// <summary>An answer may be no larger (SENSOR_API_MAX_BYTES).</summary>
    private const double LargestAnswer = 16.0 * 1024 * 1024 * 1024;

    /// <summary>A call may take no longer (the chain of deadlines).</summary>
    private const double LongestCallSeconds = 540;

    public double SlotSeconds => SlotMinutes * 60.0;

    public double BytesPerSlot => BytesPerMinute * SlotMinutes;

    /// <summary>Parts of a slot.</summary>
    public int Parts => (int)Math.Ceiling(BytesPerSlot / PartBytes);

    /// <summary>Calls of the API at once: as many as no limit of one call forbids.</summary>
    /// <param name="bytesPerSecond">What one call brings in, as it was measured.</param>
    public int Calls(double bytesPerSecond) => (int)Math.Ceiling(
        BytesPerSlot / Math.Min(LargestAnswer, LongestCallSeconds * bytesPerSecond));
}
