namespace Isotherm.Core.Regions;

/// <summary>
/// What the byte of a grid cell means: 0 no region, 1 to n one region that holds all of the cell, above that a set of
/// regions whose border runs through it, in their order; the last of a set may hold all of it. The last code, once
/// all others are in use, stands for every region: right, only slower.
/// </summary>
internal sealed class BorderSets(int regions)
{
    private const int Codes = 256;

    private readonly List<int[]> _sets = [];

    /// <summary>The sets, from the code after those of the regions. A region that holds the cell is ~region.</summary>
    public int[][] ToArray() => [.. _sets];

    /// <summary>
    /// What a code becomes where one more region comes in; regions come in their order, so for each the sets that it
    /// makes are new ones.
    /// </summary>
    /// <param name="code">What the cell is without the region.</param>
    /// <param name="region">Greater than every region of the code.</param>
    /// <param name="isWhole">Whether it holds all of the cell, instead of having its border there.</param>
    public byte With(byte code, int region, bool isWhole)
    {
        if (code == 0) return isWhole ? (byte)(region + 1) : Add([region]);
        if (code <= regions) return code; // an earlier region holds all of the cell
        var set = _sets[code - regions - 1];
        if (set[^1] < 0 || set[^1] > region) return code;
        return Add([.. set, isWhole ? ~region : region]);
    }

    private byte Add(int[] set)
    {
        var last = Codes - 1 - regions - 1;
        if (_sets.Count < last) _sets.Add(set);
        else if (_sets.Count == last) _sets.Add([.. Enumerable.Range(0, regions)]);
        return (byte)(regions + _sets.Count);
    }
}
