namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// The bytes between the values of a record, from what separates it from the one before to its closing brace, and what
/// stands between them. It is learnt again and again in the same memory.
/// </summary>
internal sealed class RecordLayout
{
    private const int MostLiterals = 2048;
    private const int MostParts = LayoutPlan.MaxBlocks;

    private readonly byte[] _literals = new byte[MostLiterals];
    private readonly LayoutPart[] _parts = new LayoutPart[MostParts];
    private int _length;
    private int _count;

    /// <summary>Bytes before the opening brace.</summary>
    public int Gap { get; private set; }

    /// <summary>How a record is gone through.</summary>
    public LayoutPlan Plan { get; } = new();

    /// <summary>The bytes before the first value.</summary>
    public ReadOnlySpan<byte> FirstLiteral => _count == 0 ? default : Literals[.._parts[0].Literal];

    private ReadOnlySpan<byte> Literals => _literals.AsSpan(0, _length);

    private Span<LayoutPart> Parts => _parts.AsSpan(0, _count);

    public void Clear(int gap) => (Gap, _length, _count) = (gap, 0, 0);

    /// <summary>Adds literal bytes and the value that follows them; false when there are too many.</summary>
    /// <param name="literal">The bytes.</param>
    /// <param name="kind">What follows; at last the end.</param>
    /// <param name="field">Of which field.</param>
    /// <param name="textLength">As <see cref="LayoutPart.TextLength"/>.</param>
    public bool TryAdd(ReadOnlySpan<byte> literal, SlotKind kind, ReadingField field, int textLength)
    {
        if (_count == MostParts || !literal.TryCopyTo(_literals.AsSpan(_length))) return false;
        _length += literal.Length;
        _parts[_count++] = new LayoutPart
        {
            Literal = literal.Length,
            Kind = kind,
            Field = field,
            TextLength = textLength,
        };
        return kind != SlotKind.End || TryPlan();
    }

    /// <summary>The other layout is the same, but for the lengths of texts.</summary>
    public bool IsSame(RecordLayout other)
    {
        if (Gap != other.Gap || _count != other._count || !Literals.SequenceEqual(other.Literals)) return false;
        for (var i = 0; i < _count; i++)
        {
            if (_parts[i].Literal != other._parts[i].Literal || _parts[i].Kind != other._parts[i].Kind) return false;
        }

        return true;
    }

    /// <summary>Learns from one that is the same which texts vary in length; false when that was known.</summary>
    public bool TryWiden(RecordLayout same)
    {
        var isWider = false;
        for (var i = 0; i < _count; i++)
        {
            ref var mine = ref _parts[i].TextLength;
            var other = same._parts[i].TextLength;
            if (mine < 0 || mine == other || other == LayoutPart.Unknown) continue;
            mine = LayoutPart.Varied;
            isWider = true;
        }

        return isWider && TryPlan();
    }

    /// <summary>
    /// Plans with what is known of the lengths of texts, or without, which takes other blocks; false when neither fits.
    /// </summary>
    private bool TryPlan()
    {
        if (Plan.TryPlan(Literals, Parts)) return true;
        foreach (ref var part in Parts) part.TextLength = LayoutPart.Varied;
        return Plan.TryPlan(Literals, Parts);
    }
}
