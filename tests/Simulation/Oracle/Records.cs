using System.Text.Json;

namespace Isotherm.Simulation.Oracle;

/// <summary>The records of JSON arrays, as they are written.</summary>
internal static class Records
{
    /// <summary>Those of all bodies, in order, in one text.</summary>
    public static string Of(IEnumerable<byte[]> bodies) => string.Join('\n', bodies.SelectMany(Of));

    private static IEnumerable<string> Of(byte[] body)
    {
        var start = body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        using var document = JsonDocument.Parse(body.AsMemory(start));
        return [.. document.RootElement.EnumerateArray().Select(record => record.GetRawText())];
    }
}
