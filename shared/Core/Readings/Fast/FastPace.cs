namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// Keeps the attempts of the fast path from costing more than they bring: the more of them fail, the longer the
/// reference path reads alone in between. It depends on the bytes and how they are cut; what is read does not.
/// </summary>
internal sealed class FastPace
{
    private const int LongestWait = 1024;
    private const int MostCredit = 64;

    /// <summary>What a failed attempt costs, in records read.</summary>
    private const int Price = 2;

    private long _credit = MostCredit;
    private int _learningWait = 1;
    private int _untilLearning = 1;

    /// <summary>Elements to be read by the reference path before the next attempt.</summary>
    public int Wait { get; private set; } = 1;

    /// <summary>So many records were read.</summary>
    public void Hit(long records)
    {
        _credit = Math.Min(MostCredit, _credit + records);
        if (records < MostCredit) return;
        Wait = _learningWait = _untilLearning = 1;
    }

    /// <summary>A record was left to the reference path.</summary>
    public void Miss()
    {
        _credit -= Price;
        Wait = _credit > 0 ? 1 : Math.Min(Wait * 2, LongestWait);
        if (_credit <= 0) _credit = 1;
    }

    /// <summary>Whether a layout may be learnt now; asked once for each record that no known layout fits.</summary>
    public bool MayLearn()
    {
        if (--_untilLearning > 0) return false;
        _untilLearning = _learningWait;
        _learningWait = Math.Min(_learningWait * 2, LongestWait);
        return true;
    }
}
