using System.Globalization;
using System.Text;

namespace Isotherm.Testing.SensorApi;

/// <summary>An answer of the API made by arithmetic: the same for the same numbers, everywhere.</summary>
public static class GeneratedAnswer
{
    /// <summary>
    /// So many readings all over the box of France and its neighbours; some are foreign, without temperature or
    /// repeated, and the last is no object.
    /// </summary>
    public static string Json(int readings, int seed)
    {
        var random = (uint)(seed + 1);
        var json = new StringBuilder("[");
        for (var i = 1; i < readings; i++)
        {
            var (lat, lon) = (41 + (Next() % 10_500_000 / 1e6), -5.5 + (Next() % 15_000_000 / 1e6));
            var celsius = (Next() % 60_000_000 / 1e6).ToString(CultureInfo.InvariantCulture);
            var temperature = Next() % 50 == 0 ? "null" : celsius;
            var country = Next() % 20 == 0 ? "Spain" : "France";
            var id = Next() % 30 == 0 ? i / 2 : i;
            json.Append(CultureInfo.InvariantCulture, $$"""{"id":"s{{id}}","lat":{{lat}},"lon":{{lon}},""");
            json.Append(CultureInfo.InvariantCulture, $$""" "temperature":{{temperature}},"country":"{{country}}"},""");
        }

        return json.Append("1]").ToString();

        uint Next() => random = unchecked((random * 1_664_525) + 1_013_904_223) ^ (random >> 16);
    }
}
