using Isotherm.Core.Readings;

namespace Isotherm.Core.Aggregates;

/// <summary>
/// A sum of temperatures in 1e-9 °C and how many there are. Integers, so equal for any order and any split.
/// </summary>
public readonly record struct ExactSum(Int128 NanoCelsius, long Count)
{
    public ExactSum Plus(Temperature temperature) => new(NanoCelsius + temperature.NanoCelsius, Count + 1);

    public ExactSum Minus(Temperature temperature) => new(NanoCelsius - temperature.NanoCelsius, Count - 1);

    public ExactSum Plus(ExactSum other) => new(NanoCelsius + other.NanoCelsius, Count + other.Count);
}
