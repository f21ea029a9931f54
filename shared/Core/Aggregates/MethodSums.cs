using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Core.Aggregates;

/// <summary>The running sums of one method.</summary>
internal sealed class MethodSums(Method method, IReadOnlyList<string> codes)
{
    private readonly ExactSum[] _regions = new ExactSum[codes.Count];
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

    public MethodAggregate Finish() =>
        new(method, _outside, [.. codes.Select((code, index) => new RegionSum(code, _regions[index]))]);
}
