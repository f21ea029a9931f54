using System.Buffers;
using System.Text;

namespace Isotherm.Testing.Tables;

/// <summary>
/// Cuts at every statement that there is, COMMIT included: the first time before the server sees it, the second time
/// after it was done. Statements are the same when they differ in their values only.
/// </summary>
public sealed class CutsAtEveryStatement
{
    private const byte Query = 3;
    private const int HeaderBytes = 4;
    private const int MostText = 120;

    private static readonly SearchValues<char> ValueBegins = SearchValues.Create("'0123456789");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>The statements so far, and how often each was sent.</summary>
    public IReadOnlyDictionary<string, int> Seen
    {
        get { lock (_lock) return new Dictionary<string, int>(_seen, StringComparer.Ordinal); }
    }

    public FaultMoment? Decide(ReadOnlySpan<byte> sent)
    {
        if (sent.Length <= HeaderBytes || sent[HeaderBytes] != Query) return null;
        var statement = Statement(sent[(HeaderBytes + 1)..]);
        lock (_lock)
        {
            _seen[statement] = _seen.GetValueOrDefault(statement) + 1;
            return _seen[statement] switch
            {
                1 => FaultMoment.Before,
                2 => FaultMoment.After,
                _ => null,
            };
        }
    }

    /// <summary>Its text up to the first value, without what the protocol puts before it.</summary>
    private static string Statement(ReadOnlySpan<byte> sent)
    {
        var text = Encoding.UTF8.GetString(sent[..Math.Min(sent.Length, MostText)]).TrimStart('\0', '\u0001');
        var value = text.AsSpan().IndexOfAny(ValueBegins);
        var words = (value < 0 ? text : text[..value]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
