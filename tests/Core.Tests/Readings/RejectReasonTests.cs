using Isotherm.Core.Readings;
using static Isotherm.Core.Tests.Readings.ReadingsText;

namespace Isotherm.Core.Tests.Readings;

public sealed class RejectReasonTests
{
    [Fact]
    public void A_complete_French_reading_is_usable() => Assert.Equal("0 48.5 2.25 20500000000 a \"t\"", One(Good));

    [Theory]
    [InlineData("1")]
    [InlineData("\"France\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("[]")]
    [InlineData("""["country","France"]""")]
    [InlineData("""[{"id":"a","lat":48.5,"lon":2.25,"temperature":20.5,"country":"France"}]""")]
    public void An_element_that_is_no_object_is_rejected_as_such(string element) =>
        Assert.Equal("not_an_object", Reason(element));

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""["France"]""")]
    [InlineData("""{"country":"France"}""")]
    public void A_country_that_is_no_string_is_missing(string json) =>
        Assert.Equal("missing_country", Reason(With("country", json)));

    [Theory]
    [InlineData("\"Germany\"")]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"Fran ce\"")]
    [InlineData("\"France.\"")]
    [InlineData("\"FR\"")]
    [InlineData("\"Ｆrance\"")]
    [InlineData("\"France\\u200b\"")]
    [InlineData("\"France\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"France\\udc00\"")]
    [InlineData("\"\\ud800France\"")]
    public void Another_country_is_foreign(string json) => Assert.Equal("foreign", Reason(With("country", json)));

    [Theory]
    [InlineData("\"France\"")]
    [InlineData("\"FRANCE\"")]
    [InlineData("\"france\"")]
    [InlineData("\"  fRaNcE\\t\\r\\n \"")]
    [InlineData("\"\\u0046rance\"")]
    [InlineData("\"\\u00a0France\\u2003\\u3000\\u0085\\u1680\\u2028\"")]
    [InlineData("\"\u00a0\u2003France\u3000\"")]
    [InlineData("\"\\u000b\\fFr\\u0061nce\"")]
    public void France_is_recognised_trimmed_and_in_any_case(string json) =>
        Assert.Null(Reason(With("country", json)));

    [Fact]
    public void No_other_letter_counts_as_one_of_France_than_ordinal_comparison_says()
    {
        for (var letter = '\u0021'; letter < '\uD800'; letter++)
        {
            var name = letter + "rance";
            if (letter is '"' or '\\' || char.IsWhiteSpace(letter)) continue;
            var same = name.Trim().Equals("France", StringComparison.OrdinalIgnoreCase);
            Assert.Equal(same ? null : "foreign", Reason(With("country", $"\"{name}\"")));
        }
    }

    [Theory]
    [InlineData("lat", "missing_latitude")]
    [InlineData("lon", "missing_longitude")]
    [InlineData("temperature", "missing_temperature")]
    [InlineData("country", "missing_country")]
    [InlineData("id", "bad_id")]
    public void A_field_that_is_absent_or_null_is_missing(string field, string reason)
    {
        Assert.Equal(reason, Reason(Without(field)));
        Assert.Equal(reason, Reason(With(field, "null")));
    }

    [Theory]
    [InlineData("\"48.5\"")]
    [InlineData("\"\"")]
    [InlineData("\"NaN\"")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("""{"lat":1}""")]
    [InlineData("[]")]
    [InlineData("[48.5]")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("1e99999999999999999999")]
    public void What_is_no_finite_number_is_not_a_number(string json)
    {
        Assert.Equal("not_a_number", Reason(With("lat", json)));
        Assert.Equal("not_a_number", Reason(With("lon", json)));
        Assert.Equal("not_a_number", Reason(With("temperature", json)));
    }

    [Theory]
    [InlineData("lat", "90.00000000000001")]
    [InlineData("lat", "-90.1")]
    [InlineData("lat", "1e308")]
    [InlineData("lon", "180.0000000000001")]
    [InlineData("lon", "-181")]
    [InlineData("temperature", "100.0000000001")]
    [InlineData("temperature", "-100.000000000000000000000000000001")]
    [InlineData("temperature", "1000")]
    [InlineData("temperature", "1.7976931348623157e308")]
    public void A_number_beyond_its_limits_is_out_of_range(string field, string json) =>
        Assert.Equal("out_of_range", Reason(With(field, json)));

    [Theory]
    [InlineData("lat", "90")]
    [InlineData("lat", "-90")]
    [InlineData("lat", "-0")]
    [InlineData("lat", "90.00000000000000000000001")]
    [InlineData("lon", "180")]
    [InlineData("lon", "-180")]
    [InlineData("lon", "1.8e2")]
    [InlineData("temperature", "100")]
    [InlineData("temperature", "-100")]
    [InlineData("temperature", "1E+2")]
    public void Limits_are_included(string field, string json) => Assert.Null(Reason(With(field, json)));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("""["a"]""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\udfff\"")]
    [InlineData("\"\\ud800\\u0041\"")]
    [InlineData("\"\\ud800a23456\"")]
    [InlineData("\"\\ud800\\n23456\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    public void An_id_that_is_empty_no_string_or_no_Unicode_text_is_bad(string json) =>
        Assert.Equal("bad_id", Reason(With("id", json)));

    /// <summary>Each row breaks every field from the second on; the first broken one must be named.</summary>
    [Theory]
    [InlineData("missing_country", null, "null", "null", "null", "null")]
    [InlineData("foreign", "\"Spain\"", "null", "null", "null", "null")]
    [InlineData("missing_latitude", "\"France\"", "null", "null", "null", "null")]
    [InlineData("not_a_number", "\"France\"", "\"x\"", "null", "null", "null")]
    [InlineData("out_of_range", "\"France\"", "91", "null", "null", "null")]
    [InlineData("missing_longitude", "\"France\"", "1", "null", "\"x\"", "null")]
    [InlineData("not_a_number", "\"France\"", "1", "[]", "null", "null")]
    [InlineData("out_of_range", "\"France\"", "1", "181", "null", "null")]
    [InlineData("missing_temperature", "\"France\"", "1", "1", "null", "null")]
    [InlineData("not_a_number", "\"France\"", "1", "1", "true", "null")]
    [InlineData("out_of_range", "\"France\"", "1", "1", "101", "null")]
    [InlineData("bad_id", "\"France\"", "1", "1", "1", "null")]
    public void The_first_fault_in_the_order_of_the_fields_is_the_reason(
        string reason, string? country, string lat, string lon, string temperature, string id)
    {
        string[] members =
        [
            $"\"id\":{id}", $"\"temperature\":{temperature}", $"\"lon\":{lon}", $"\"lat\":{lat}",
            $"\"country\":{country ?? "null"}",
        ];
        Assert.Equal(reason, Reason("{" + string.Join(',', members) + "}"));
        Assert.Equal(reason, Reason("{" + string.Join(',', members.Reverse()) + "}"));
    }

    [Fact]
    public void Every_reason_has_its_name()
    {
        Assert.Equal(
            "not_an_object missing_country foreign missing_latitude missing_longitude missing_temperature not_a_number "
            + "out_of_range bad_id superseded",
            string.Join(' ', RejectReasonNames.All.Select(reason => reason.Name())));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((RejectReason)99).Name());
    }
}
