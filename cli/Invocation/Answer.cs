using System.Diagnostics.CodeAnalysis;

namespace Isotherm.Cli.Invocation;

/// <summary>A value, or one sentence that says what is wrong, where, and what to do.</summary>
internal readonly record struct Answer<T>(T? Value, string? Refusal)
    where T : class
{
    /// <summary>Splits the answer: true with the value, false with the refusal.</summary>
    public bool Is([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? refusal)
    {
        value = Value;
        refusal = Refusal ?? (value is null ? "There is no answer." : null);
        return refusal is null;
    }

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(string refusal) => new(null, refusal);

    public static Answer<T> Of(T value) => new(value, null);

    public static Answer<T> Refused(string refusal) => new(null, refusal);
}
