namespace Isotherm.Core.Readings;

/// <summary>
/// The significant digits of a JSON number and where its decimal point stands, of any length and exponent.
/// </summary>
internal readonly ref struct DecimalDigits
{
    /// <summary>Exponents are cut here: far beyond what the digits of a token can bring back.</summary>
    private const long ExponentCap = 1_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> _integer;
    private readonly ReadOnlySpan<byte> _fraction;
    private readonly int _first;

    /// <param name="number">Text that a JSON reader has taken for a number.</param>
    public DecimalDigits(ReadOnlySpan<byte> number)
    {
        if (number[0] == '-') number = number[1..];
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        var exponent = e < 0 ? 0 : Exponent(number[(e + 1)..]);
        if (e >= 0) number = number[..e];
        var point = number.IndexOf((byte)'.');
        _integer = point < 0 ? number : number[..point];
        _fraction = point < 0 ? default : number[(point + 1)..];
        _first = FirstNonZero();
        Magnitude = _first == Count ? 0 : _integer.Length - _first + exponent;
    }

    /// <summary>The value is 0.d₁d₂… times ten to this power, d₁ not zero; 0 for zero.</summary>
    public long Magnitude { get; }

    private int Count => _integer.Length + _fraction.Length;

    /// <summary>The absolute value times ten to <paramref name="decimals"/>, cut to a whole number.</summary>
    /// <param name="decimals">With <see cref="Magnitude"/> not above 18 in sum, so that the result fits.</param>
    /// <param name="next">The first digit that was cut.</param>
    /// <param name="beyond">Whether any digit after that one is not zero.</param>
    public long Scaled(int decimals, out int next, out bool beyond)
    {
        next = 0;
        beyond = true;
        var taken = Magnitude + decimals;
        if (taken < 0) return 0;
        var whole = 0L;
        for (var i = 0; i < taken; i++) whole = (whole * 10) + Digit(_first + i);
        next = Digit(_first + (int)taken);
        beyond = AnyFrom(_first + (int)taken + 1);
        return whole;
    }

    private int Digit(int index)
    {
        if (index < _integer.Length) return _integer[index] - '0';
        index -= _integer.Length;
        return index < _fraction.Length ? _fraction[index] - '0' : 0;
    }

    private bool AnyFrom(int index)
    {
        if (index >= Count) return false;
        if (index < _integer.Length && _integer[index..].ContainsAnyExcept((byte)'0')) return true;
        return _fraction[Math.Max(0, index - _integer.Length)..].ContainsAnyExcept((byte)'0');
    }

    private int FirstNonZero()
    {
        var index = _integer.IndexOfAnyExcept((byte)'0');
        if (index >= 0) return index;
        index = _fraction.IndexOfAnyExcept((byte)'0');
        return index < 0 ? Count : _integer.Length + index;
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        if (text[0] is (byte)'-' or (byte)'+') text = text[1..];
        var value = 0L;
        foreach (var digit in text) value = Math.Min(ExponentCap, (value * 10) + (digit - '0'));
        return negative ? -value : value;
    }
}
