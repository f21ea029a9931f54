namespace Isotherm.Core.Readings;

/// <summary>The limits of a usable temperature, in °C as written, bounds included; within ±999.</summary>
public sealed record ReadingRules
{
    /// <summary>
    /// Raised only when results may differ for the same bytes and shapes; part of the key of an evaluation.
    /// </summary>
    public const int Version = 1;

    /// <summary>No limit may lie further from zero than this, in °C.</summary>
    public const int WidestCelsius = 999;

    /// <exception cref="ArgumentException">See <see cref="Refusal"/>.</exception>
    public ReadingRules(int minCelsius, int maxCelsius)
    {
        if (Refusal(minCelsius, maxCelsius) is { } refusal) throw new ArgumentException(refusal);
        MinCelsius = minCelsius;
        MaxCelsius = maxCelsius;
    }

    /// <summary>-100..100 °C.</summary>
    public static ReadingRules Default { get; } = new(-100, 100);

    /// <summary>The lowest usable temperature.</summary>
    public int MinCelsius { get; }

    /// <summary>The highest usable temperature.</summary>
    public int MaxCelsius { get; }

    /// <summary>Why these limits cannot be used, as a sentence; null when they can.</summary>
    public static string? Refusal(int minCelsius, int maxCelsius)
    {
        if (minCelsius is < -WidestCelsius or > WidestCelsius)
            return $"The lowest temperature {minCelsius} °C is not within ±{WidestCelsius} °C.";
        if (maxCelsius is < -WidestCelsius or > WidestCelsius)
            return $"The highest temperature {maxCelsius} °C is not within ±{WidestCelsius} °C.";
        return minCelsius < maxCelsius
            ? null
            : $"The lowest temperature {minCelsius} °C is not below the highest, {maxCelsius} °C.";
    }
}
