using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>The running sums of one method.</summary>
internal sealed class MethodSums(int regions)
{
    private readonly ExactSum[] _regions = new ExactSum[regions];
    private long _outside;

    /// <summary>Readings in regions and outside.</summary>
    public long Total => _outside + _regions.Sum(region => region.Count);

    public void Add(int region, Temperature temperature)
    {
        if (region == IRegionLocator.None) _outside++;
        else _regions[region] = _regions[region].Plus(temperature);
    }

    public void TakeBack(int region, Temperature temperature)
    {
        if (region == IRegionLocator.None) _outside--;
        else _regions[region] = _regions[region].Minus(temperature);
    }

    public void Add(MethodSums other)
    {
        _outside += other._outside;
        for (var region = 0; region < _regions.Length; region++)
            _regions[region] = _regions[region].Plus(other._regions[region]);
    }

    /// <param name="method">The method whose sums these are.</param>
    /// <param name="codes">Those of the regions, in their order.</param>
    public MethodAggregate Finish(Method method, IReadOnlyList<string> codes) =>
        new(method, _outside, [.. codes.Select((code, index) => new RegionSum(code, _regions[index]))]);
}
