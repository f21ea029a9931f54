namespace Isotherm.Core.Readings;

/// <summary>The limits of a usable temperature, in °C as written, bounds included; within ±999.</summary>
public sealed record ReadingRules(int MinCelsius, int MaxCelsius)
{
    /// <summary>
    /// Raised only when results may differ for the same bytes and shapes; part of the key of an evaluation.
    /// </summary>
    public const int Version = 1;

    /// <summary>-100..100 °C.</summary>
    public static ReadingRules Default { get; } = new(-100, 100);
}
