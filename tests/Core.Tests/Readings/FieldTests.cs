using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class FieldTests
{
    [Theory]
    [InlineData("Lat")]
    [InlineData("LAT")]
    [InlineData("lat ")]
    [InlineData("latitude")]
    [InlineData("l\\u0041t")]
    [InlineData("\\ud800lat")]
    [InlineData("la\\u0000")]
    public void Field_names_are_case_sensitive_and_whole(string name) =>
        Assert.Equal("missing_latitude", Reason(Good.Replace("\"lat\"", $"\"{name}\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\\u006cat", "lat")]
    [InlineData("\\u006C\\u0061\\u0074", "lat")]
    [InlineData("l\\u006fn", "lon")]
    [InlineData("\\u0069d", "id")]
    [InlineData("c\\u006funtry", "country")]
    [InlineData("time\\u0073tamp", "timestamp")]
    [InlineData("\\u0074\\u0065\\u006d\\u0070\\u0065\\u0072\\u0061\\u0074\\u0075\\u0072\\u0065", "temperature")]
    public void An_escaped_name_is_the_same_name(string escaped, string name) =>
        Assert.Equal(One(Good), One(Good.Replace($"\"{name}\"", $"\"{escaped}\"", StringComparison.Ordinal)));

    [Fact]
    public void A_long_escaped_name_is_only_unknown()
    {
        var name = new string('x', 5000) + "\\n";
        Assert.Equal(One(Good), One(Good.Replace("{", $"{{\"{name}\":1,", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"lat\":1,\"lat\":48.5")]
    [InlineData("\"lat\":null,\"lat\":48.5")]
    [InlineData("\"lat\":{\"lat\":3},\"lat\":48.5")]
    [InlineData("\"lat\":\"x\",\"l\\u0061t\":48.5")]
    public void The_last_of_several_equal_keys_wins(string members) =>
        Assert.Equal(One(Good), One(Good.Replace("\"lat\":48.5", members, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"lat\":null", "missing_latitude")]
    [InlineData("\"lat\":{}", "not_a_number")]
    [InlineData("\"lat\":[1,2]", "not_a_number")]
    [InlineData("\"lat\":99", "out_of_range")]
    [InlineData("\"id\":null", "bad_id")]
    [InlineData("\"id\":{\"id\":\"b\"}", "bad_id")]
    [InlineData("\"id\":\"\\udc00\"", "bad_id")]
    [InlineData("\"country\":null", "missing_country")]
    [InlineData("\"country\":[\"France\"]", "missing_country")]
    [InlineData("\"country\":\"Italy\"", "foreign")]
    [InlineData("\"temperature\":\"1\"", "not_a_number")]
    public void A_later_key_overrides_a_good_value_with_a_bad_one(string member, string reason) =>
        Assert.Equal(reason, Reason(Good.Replace("}", $",{member}}}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"extra\":1")]
    [InlineData("\"extra\":{\"lat\":99,\"country\":\"Spain\",\"id\":null}")]
    [InlineData("\"extra\":[{\"lat\":99},[{\"country\":\"Spain\"}],\"lat\",1e999]")]
    [InlineData("\"\":{\"\":{\"temperature\":\"x\"}}")]
    [InlineData("\"Country\":\"Spain\"")]
    public void Unknown_fields_are_passed_over_at_any_depth(string member)
    {
        Assert.Equal(One(Good), One(Good.Replace("}", $",{member}}}", StringComparison.Ordinal)));
        Assert.Equal(One(Good), One(Good.Replace("{", $"{{{member},", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_of_a_reading_is_carried_into_the_next()
    {
        var sink = new RecordingSink();
        Read($$"""[{{Good}},{},{"country":"France"},[{{Good}}],{{Without("id")}}]""", sink);
        string[] expected =
            [One(Good), "1 missing_country", "2 missing_latitude", "3 not_an_object", "4 bad_id"];
        Assert.Equal(expected, sink.Lines);
    }

    [Theory]
    [InlineData("\"2019-02-19 14:02:10\"")]
    [InlineData("\"a\\u0041\\n\\\"\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1550584930")]
    [InlineData("-1.50e+3")]
    [InlineData("null")]
    [InlineData("true")]
    public void The_timestamp_is_its_JSON_text_as_received(string json) =>
        Assert.Equal($"0 48.5 2.25 20500000000 a {json}", One(With("timestamp", json)));

    [Fact]
    public void The_timestamp_is_empty_when_absent_or_composite()
    {
        Assert.EndsWith(" a ", One(Without("timestamp")), StringComparison.Ordinal);
        Assert.EndsWith(" a ", One(With("timestamp", "{\"a\":[1]}")), StringComparison.Ordinal);
        Assert.EndsWith(" a ", One(With("timestamp", "[\"x\"]")), StringComparison.Ordinal);
        Assert.EndsWith(" a ", One(Good.Replace("}", ",\"timestamp\":[]}", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\\u0062c", "abc")]
    [InlineData("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t")]
    [InlineData("\\u00e9\\u20AC", "é€")]
    [InlineData("\\ud83d\\uDE00!", "😀!")]
    [InlineData("é€😀", "é€😀")]
    [InlineData(" x ", " x ")]
    public void The_id_is_unescaped_and_otherwise_untouched(string escaped, string id) =>
        Assert.Equal($"0 48.5 2.25 20500000000 {id} \"t\"",
            One(Good.Replace("\"id\":\"a\"", $"\"id\":\"{escaped}\"", StringComparison.Ordinal)));

    [Fact]
    public void Long_ids_timestamps_and_countries_are_taken_whole()
    {
        var id = new string('i', 70_000);
        var timestamp = new string('t', 70_000);
        var blank = string.Concat(Enumerable.Repeat("\\u2003", 20_000));
        var line = One($$"""
            {"id":"\u0069{{id}}","timestamp":"{{timestamp}}","lat":1,"lon":2,"temperature":3,
            "country":"{{blank}}France"}
            """);
        Assert.Equal($"0 1 2 3000000000 i{id} \"{timestamp}\"", line);
    }
}
