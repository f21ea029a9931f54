using System.Numerics;

namespace Isotherm.Simulation.Oracle;

internal readonly record struct ExpectedSum(BigInteger Nano, long Points)
{
    public ExpectedSum Plus(ExpectedSum other) => new(Nano + other.Nano, Points + other.Points);

    /// <summary>To 6 decimals, half to even.</summary>
    public decimal Mean => (decimal)ExactNumber.HalfEven(Nano, (BigInteger)Points * 1000) / 1_000_000m;
}
