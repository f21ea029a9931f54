namespace Isotherm.Core.Runs;

/// <summary>
/// The alphabet of run and attempt ids: <c>[a-z0-9-]{1,40}</c>, so that an id is safe in an object name.
/// </summary>
internal static class IdText
{
    public const int MaxLength = 40;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.AsSpan().IndexOfAnyExcept(Alphabet) < 0;

    private static readonly System.Buffers.SearchValues<char> Alphabet =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
