using System.Text;

namespace Isotherm.Testing.Tables;

/// <summary>Cuts at one statement, so many times.</summary>
public sealed class CutsAtStatement(string statement, FaultMoment moment, int cuts)
{
    private readonly byte[] _statement = Encoding.ASCII.GetBytes(statement);
    private int _left = cuts;

    /// <summary>How many cuts are still to come.</summary>
    public int Left => Volatile.Read(ref _left);

    public FaultMoment? Decide(ReadOnlySpan<byte> sent) =>
        Holds(sent) && Interlocked.Decrement(ref _left) >= 0 ? moment : null;

    /// <summary>Not as the beginning of a longer word: READ COMMITTED is no commit.</summary>
    private bool Holds(ReadOnlySpan<byte> sent)
    {
        var end = sent.IndexOf(_statement) + _statement.Length;
        return end >= _statement.Length && (end == sent.Length || !char.IsAsciiLetter((char)sent[end]));
    }
}
