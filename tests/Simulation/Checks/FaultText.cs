using System.Runtime.CompilerServices;

namespace Isotherm.Simulation.Checks;

/// <summary>The text of a violation, put together only when there is one: most requirements hold.</summary>
[InterpolatedStringHandler]
internal ref struct FaultText
{
    private DefaultInterpolatedStringHandler _text;
    private readonly bool _isWanted;

    public FaultText(int literalLength, int formattedCount, bool holds, out bool isWanted)
    {
        isWanted = _isWanted = !holds;
        if (!holds) _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    public string Take() => _isWanted ? _text.ToStringAndClear() : "";
}
