namespace Isotherm.Core.RawObjects;

/// <summary>How large one part may be: what an instance of 512 MiB aggregates a few of at once.</summary>
public static class PartLimits
{
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Elements of the array, used or not.</summary>
    public const int MaxReadings = 400_000;
}
