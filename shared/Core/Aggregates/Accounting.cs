namespace Isotherm.Core.Aggregates;

/// <summary>The equations that hold for every part: nothing that was read is lost or counted twice.</summary>
internal static class Accounting
{
    /// <summary>Read = usable + rejects; usable = used + outside, by each method.</summary>
    /// <param name="read">Readings given.</param>
    /// <param name="rejects">Those not used.</param>
    /// <param name="usable">Distinct ids that remain.</param>
    /// <param name="rectangle">Points in regions and outside, by rectangle.</param>
    /// <param name="polygon">Points in regions and outside, by polygon.</param>
    /// <exception cref="InvalidOperationException">One does not hold: a defect of this program.</exception>
    public static void Check(long read, long rejects, long usable, long rectangle, long polygon)
    {
        Check("read = usable + rejects", read, usable + rejects);
        Check("usable = used + outside, by rectangle", usable, rectangle);
        Check("usable = used + outside, by polygon", usable, polygon);
    }

    private static void Check(string equation, long left, long right)
    {
        if (left == right) return;
        throw new InvalidOperationException(
            $"The accounting of a part does not add up: {equation}, but {left} is not {right}.");
    }
}
