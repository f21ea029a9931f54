namespace Isotherm.Core.RawObjects;

/// <summary>How large one part may be: what an instance of 512 MiB aggregates a few of at once.</summary>
/// <param name="Bytes">Of the raw object; at least 2, an empty array.</param>
/// <param name="Readings">Elements of the array, used or not; at least 1.</param>
public sealed record PartLimits(int Bytes, int Readings)
{
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Elements of the array, used or not.</summary>
    public const int MaxReadings = 400_000;

    public static PartLimits Default { get; } = new(MaxBytes, MaxReadings);
}
