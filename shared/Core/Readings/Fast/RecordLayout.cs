namespace Isotherm.Core.Readings.Fast;

/// <summary>
/// The bytes between the values of a record, from what separates it from the one before to its closing brace, and what
/// stands between them. It is learnt again and again in the same memory.
/// </summary>
internal sealed class RecordLayout
{
    /// <summary>Literal bytes compared at once.</summary>
    public const int Width = 32;

    private const int MaxSteps = 64;

    private readonly byte[] _text = new byte[MaxSteps * Width];
    private readonly LayoutStep[] _steps = new LayoutStep[MaxSteps];
    private int _count;

    /// <summary>Bytes before the opening brace.</summary>
    public int Gap { get; private set; }

    public ReadOnlySpan<LayoutStep> Steps => _steps.AsSpan(0, _count);

    /// <summary>The literal bytes of each step, zeros up to <see cref="Width"/> behind them.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _count * Width);

    public void Clear(int gap)
    {
        Gap = gap;
        _count = 0;
    }

    /// <summary>Adds literal bytes and what follows them; false when there are too many.</summary>
    public bool TryAdd(ReadOnlySpan<byte> literal, SlotKind kind, ReadingField field)
    {
        for (; literal.Length > Width; literal = literal[Width..])
        {
            if (!TryAddStep(literal[..Width], SlotKind.None, ReadingField.None)) return false;
        }
        return TryAddStep(literal, kind, field);
    }

    public bool IsSame(RecordLayout other)
    {
        if (Gap != other.Gap || !Text.SequenceEqual(other.Text)) return false;
        for (var i = 0; i < _count; i++)
        {
            if (_steps[i].Length != other._steps[i].Length || _steps[i].Kind != other._steps[i].Kind) return false;
        }
        return true;
    }

    private bool TryAddStep(ReadOnlySpan<byte> literal, SlotKind kind, ReadingField field)
    {
        if (_count == MaxSteps) return false;
        var room = _text.AsSpan(_count * Width, Width);
        room.Clear();
        literal.CopyTo(room);
        _steps[_count++] = new LayoutStep
        {
            Mask = (uint)((1UL << literal.Length) - 1),
            Length = literal.Length,
            Kind = kind,
            Field = field,
        };
        return true;
    }
}
