using System.Text.Json;

namespace Isotherm.Core.Regions;

/// <summary>Looks up members of a JSON object in one pass, in any order; the last of equal names counts.</summary>
internal static class JsonMembers
{
    /// <summary>
    /// Moves the reader from the start of an object to its end and copies it where the values of the two names begin.
    /// A copy whose token type is None stands for a member that is not there.
    /// </summary>
    public static void Find(
        scoped ref Utf8JsonReader reader,
        ReadOnlySpan<byte> firstName,
        ReadOnlySpan<byte> secondName,
        out Utf8JsonReader first,
        out Utf8JsonReader second)
    {
        first = default;
        second = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFirst = reader.ValueTextEquals(firstName);
            var isSecond = !isFirst && reader.ValueTextEquals(secondName);
            reader.Read();
            if (isFirst) first = reader;
            if (isSecond) second = reader;
            reader.Skip();
        }
    }

    public static bool IsMissing(this in Utf8JsonReader value) =>
        value.TokenType is JsonTokenType.None or JsonTokenType.Null;
}
