using System.Globalization;
using System.Text;
using Isotherm.Simulation.Faults;
using Isotherm.Simulation.Loop;

namespace Isotherm.Simulation.SensorApi;

/// <summary>
/// Draws answers of the sensor API. Every call answers other data: ids hold the number of the call.
/// </summary>
internal sealed class SensorApiScript(FaultPlan faults, Draws draws)
{
    private const int MostReadings = 8;

    private static readonly string[] Oddities =
    [
        "17", "null", "\"reading\"", "[]", "{}",
        """{"id":"#","country":"Spain","lat":40.4,"lon":-3.7,"temperature":20}""",
        """{"id":"#","country":null,"lat":45.5,"lon":0.5,"temperature":20}""",
        """{"id":"#","country":"France","lon":0.5,"temperature":20}""",
        """{"id":"#","country":"France","lat":45.5,"lon":null,"temperature":20}""",
        """{"id":"#","country":"France","lat":45.5,"lon":0.5}""",
        """{"id":"#","country":"France","lat":45.5,"lon":0.5,"temperature":"20"}""",
        """{"id":"#","country":"France","lat":1e999,"lon":0.5,"temperature":20}""",
        """{"id":"#","country":"France","lat":145.5,"lon":0.5,"temperature":20}""",
        """{"id":"#","country":"France","lat":45.5,"lon":0.5,"temperature":100.000000001}""",
        """{"id":"#","country":"France","lat":45.5,"lon":0.5,"temperature":-999}""",
        """{"country":"France","lat":45.5,"lon":0.5,"temperature":20}""",
        """{"id":"","country":"France","lat":45.5,"lon":0.5,"temperature":20}""",
        """{"id":7,"country":"France","lat":45.5,"lon":0.5,"temperature":20}""",
        """{"id":"#","country":" fRaNcE ","lat":45.5,"lon":0.5,"temperature":-0.0}""",
        """{"id":"#","country":"France","lat":91,"lat":45.5,"lon":0.5,"temperature":1e1,"x":{"lat":9}}""",
    ];

    /// <summary>Of the hour, late, early, with a zone, far away, none.</summary>
    private static readonly string[] Timestamps =
    [
        Stamp("2019-02-19 14:02:10"), Stamp("2019-02-19 13:59:59"), Stamp("2019-02-19T16:30:00Z"),
        Stamp("2019-02-19T14:30:00+01:00"), Stamp("2019-01-01 00:00:00"), Stamp("2019-02-30 14:02:10"),
        Stamp("later"), "\"timestamp\":1550585010,", "",
    ];

    private int _calls;

    /// <summary>The records of a complete answer.</summary>
    public IReadOnlyList<string> Records()
    {
        var call = ++_calls;
        var count = faults.Happens(Mishap.NoReadings) ? 0 : draws.Below(MostReadings + 1);
        var records = new List<string>(count);
        for (var i = 0; i < count; i++)
            records.Add(Record($"{call}-{i}", call, Timestamps[(call + i) % Timestamps.Length]));
        return records;
    }

    public string Body(IReadOnlyList<string> records)
    {
        var good = $"[{string.Join(draws.Chance(0.5) ? "," : " ,\n", records)}]";
        if (faults.Happens(Mishap.JsonTruncated)) return good[..^1];
        if (faults.Happens(Mishap.JsonNoArray)) return """{"error":"later"}""";
        if (faults.Happens(Mishap.JsonTrailing)) return good + "x";
        if (faults.Happens(Mishap.JsonTooDeep)) return new string('[', 100) + new string(']', 100);
        return draws.Chance(0.1) ? "\uFEFF" + good : good;
    }

    private string Record(string id, int call, string timestamp)
    {
        if (faults.Happens(Mishap.ReadingsOdd)) return draws.Of(Oddities).Replace("#", id, StringComparison.Ordinal);
        if (faults.Happens(Mishap.IdTwice)) id = $"{call}-twice";
        var country = draws.Chance(0.9) ? "France" : "Italy";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {"id":"{{id}}",{{timestamp}}"lat":{{Quarter(178, 8)}},"lon":{{Quarter(-17, 56)}},
            "temperature":{{Temperature()}},"country":"{{country}}"}
            """);
    }

    private static string Stamp(string text) => $"\"timestamp\":\"{text}\",";

    /// <summary>A multiple of a quarter of a degree, so that many points lie on borders.</summary>
    private string Quarter(int least, int span) =>
        (draws.Between(least, least + span) / 4m).ToString(CultureInfo.InvariantCulture);

    private string Temperature()
    {
        var whole = draws.Between(-40, 40).ToString(CultureInfo.InvariantCulture);
        var digits = draws.Below(4) switch { 0 => 0, 1 => 1, 2 => 6, _ => 11 };
        if (digits == 0) return whole;
        var fraction = new StringBuilder();
        for (var i = 0; i < digits; i++) fraction.Append((char)('0' + draws.Below(10)));
        return $"{whole}.{fraction}";
    }
}
