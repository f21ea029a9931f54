using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.Messages;

public sealed class MessageCodecTests
{
    private static readonly DateTimeOffset StartedAt = new(2019, 2, 19, 14, 45, 3, 141, 592, TimeSpan.Zero);

    private static readonly RunKey Key = new(Slot.Containing(StartedAt, Quarter()), RunId.Parse("r-1"));

    private static readonly PartMessage Part = new(Key, StartedAt, "raw", "raw/v1/x", 1550584803141592, 2, 7);

    private static readonly FailedRunMessage Failed = new(Key, StartedAt, "502: no JSON array.");

    [Fact]
    public void A_part_is_one_line_of_JSON_in_the_words_of_the_glossary()
    {
        Assert.Equal(
            "{\"schema_version\":1,\"run\":\"r-1\",\"slot\":\"2019-02-19T14:45:00Z\",\"hour\":\"2019-02-19T14:00:00Z\","
                + "\"started_at\":\"2019-02-19T14:45:03.141592Z\",\"bucket\":\"raw\",\"object\":\"raw/v1/x\","
                + "\"generation\":1550584803141592,\"part\":2,\"parts\":7}",
            MessageCodec.Write(Part));
    }

    [Fact]
    public void A_failure_is_one_line_of_JSON_with_its_reason()
    {
        Assert.Equal(
            "{\"schema_version\":1,\"run\":\"r-1\",\"slot\":\"2019-02-19T14:45:00Z\",\"hour\":\"2019-02-19T14:00:00Z\","
                + "\"started_at\":\"2019-02-19T14:45:03.141592Z\",\"failed\":\"502: no JSON array.\"}",
            MessageCodec.Write(Failed));
    }

    [Fact]
    public void A_message_is_written_and_read_back() =>
        Gen.Select(
            Gen.Long[0, DateTime.MaxValue.Ticks], Gen.String, Gen.String, Gen.Long[1, long.MaxValue],
            Gen.Int[0, int.MaxValue - 1], Gen.Bool)
        .Sample(
            (ticks, bucket, name, generation, part, isFailed) =>
            {
                var startedAt = UtcText.Truncate(new DateTimeOffset(ticks, TimeSpan.Zero));
                var key = new RunKey(Slot.Containing(startedAt, SlotLength.Hourly), RunId.Parse("r"));
                RunMessage message = isFailed
                    ? new FailedRunMessage(key, startedAt, Valid(bucket))
                    : new PartMessage(key, startedAt, Valid(bucket), Valid(name), generation, part, part + 1);
                var text = MessageCodec.Write(message);
                return !text.Contains('\n', StringComparison.Ordinal) && Read(text) == message;
            },
            iter: 1000);

    [Fact]
    public void Unknown_fields_are_ignored()
    {
        var json = JsonNode.Parse(MessageCodec.Write(Part))!;
        json["later"] = new JsonObject { ["run"] = new JsonArray("x", null) };

        Assert.Equal(Part, Read(json.ToJsonString()));
    }

    public static TheoryData<string, string?, string> WrongFields => new()
    {
        { "schema_version", null, "schema_version is missing" },
        { "schema_version", "2", "schema_version is 2, not 1" },
        { "schema_version", "-1", "schema_version is -1, not 1" },
        { "schema_version", "1.5", "$.schema_version" },
        { "schema_version", "\"1\"", "$.schema_version" },
        { "run", null, "run is not" },
        { "run", "\"\"", "run is not" },
        { "run", "\"../r\"", "run is not" },
        { "run", "\"a.b\"", "run is not" },
        { "run", "[]", "$.run" },
        { "slot", null, "slot is not" },
        { "slot", "\"2019-02-19T14:45:01Z\"", "slot is not" },
        { "slot", "\"2019-02-19T15:45:00Z\"", "hour is not" },
        { "hour", null, "hour is not" },
        { "hour", "\"2019-02-19T14:45:00Z\"", "hour is not" },
        { "started_at", null, "started_at is not" },
        { "started_at", "\"2019-02-19T14:45:03Z\"", "started_at is not" },
        { "bucket", null, "bucket is missing" },
        { "bucket", "{}", "$.bucket" },
        { "object", null, "object is missing" },
        { "generation", null, "generation is missing" },
        { "generation", "0", "generation is missing or not positive" },
        { "generation", "9223372036854775808", "$.generation" },
        { "generation", "\"1\"", "$.generation" },
        { "part", null, "part does not lie in" },
        { "part", "-1", "part does not lie in" },
        { "part", "7", "part does not lie in" },
        { "parts", null, "part does not lie in" },
        { "parts", "2", "part does not lie in" },
        { "parts", "true", "$.parts" },
        { "failed", "1", "$.failed" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public void A_field_that_is_missing_or_wrong_is_told(string field, string? value, string why)
    {
        var json = JsonNode.Parse(MessageCodec.Write(Part))!.AsObject();
        json.Remove(field);
        if (value is not null) json[field] = JsonNode.Parse(value);

        var poison = Assert.Throws<PoisonException>(() => Read(json.ToJsonString()));
        Assert.Contains(why, poison.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("slot")]
    [InlineData("bucket")]
    [InlineData("generation")]
    [InlineData("schema_version")]
    public void Null_is_as_good_as_missing(string field)
    {
        var json = JsonNode.Parse(MessageCodec.Write(Part))!;
        json[field] = null;

        Assert.Throws<PoisonException>(() => Read(json.ToJsonString()));
    }

    [Fact]
    public void A_reason_says_that_a_run_failed_whatever_else_is_there()
    {
        var json = JsonNode.Parse(MessageCodec.Write(Part))!;
        json["failed"] = "";

        Assert.Equal(new FailedRunMessage(Key, StartedAt, ""), Read(json.ToJsonString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("\ufeff{}")]
    [InlineData("{\"run\":\"\\ud800\"}")]
    [InlineData("not JSON at all")]
    public void What_is_no_object_is_poison(string json)
    {
        Assert.Throws<PoisonException>(() => Read(json));
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deep = "{\"x\":" + new string('[', 100_000);

        Assert.Throws<PoisonException>(() => Read(deep));
    }

    [Fact]
    public void No_bytes_are_ever_another_exception() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 1000], Gen.Byte, Gen.Int[0, 2]).Sample(
            (isPart, at, letter, how) => IsReadOrPoison(Mutation.Of(
                Encoding.UTF8.GetBytes(MessageCodec.Write(isPart ? Part : Failed)), at, letter, how)),
            iter: 20_000);

    [Fact]
    public void A_message_that_is_changed_in_a_few_places_is_read_or_poison()
    {
        RunMessage[] good = [Part, Failed];
        byte[][] documents = [.. good.Select(message => Encoding.UTF8.GetBytes(MessageCodec.Write(message)))];
        MutatedDocuments.Of(documents, MutatedDocuments.OfJson).Sample(IsReadOrPoison, iter: 20_000);
    }

    [Fact]
    public void A_message_of_a_kind_that_has_no_form_is_a_defect_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => MessageCodec.Write(new OtherMessage(Key, StartedAt)));
    }

    private static bool IsReadOrPoison(byte[] json)
    {
        try
        {
            return MessageCodec.Read(json).Key.Run.Value.Length > 0;
        }
        catch (PoisonException e)
        {
            return e.Message.StartsWith("The message ", StringComparison.Ordinal);
        }
    }

    private static RunMessage Read(string json) => MessageCodec.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Lone surrogates cannot be written in UTF-8.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static SlotLength Quarter() => SlotLength.TryCreate(15, out var length) ? length : default;

    private sealed record OtherMessage(RunKey Key, DateTimeOffset StartedAt) : RunMessage(Key, StartedAt);
}
