using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Runs;
using Isotherm.Testing;

namespace Isotherm.Core.Tests.RawObjects;

public sealed class ManifestCodecTests
{
    private static readonly RunKey Key = new(
        Slot.Containing(new DateTimeOffset(2019, 2, 19, 14, 0, 0, TimeSpan.Zero), SlotLength.Hourly),
        RunId.Parse("r-1"));

    private static readonly Manifest Example = new(
        Key,
        new DateTimeOffset(2019, 2, 19, 14, 0, 3, 141, 592, TimeSpan.Zero),
        "http://api.example/sensor/temperatures",
        [Part(0), Part(1)]);

    [Fact]
    public void A_manifest_is_written_and_read_back() =>
        Gen.Select(Gen.String, Gen.String, Gen.Int[1, 5], Gen.Long[0, long.MaxValue], Gen.UInt).Sample(
            (source, message, parts, figure, crc) =>
            {
                var manifest = Example with
                {
                    Source = Valid(source),
                    Parts = [.. Enumerable.Range(0, parts).Select(i => Part(i) with
                    {
                        Stored = new StoredObject(
                            Part(i).Stored.Name,
                            Math.Max(1, figure),
                            figure,
                            Convert.ToBase64String(BitConverter.GetBytes(crc))),
                        Records = figure,
                        Message = Valid(message),
                    })],
                };
                var read = ManifestCodec.Read(ManifestCodec.Write(manifest));
                return read.Parts.SequenceEqual(manifest.Parts) && read with { Parts = manifest.Parts } == manifest;
            },
            iter: 500);

    [Fact]
    public void A_manifest_is_legible_JSON()
    {
        var json = JsonNode.Parse(ManifestCodec.Write(Example))!;

        Assert.Equal(1, (int)json["schema_version"]!);
        Assert.Equal("r-1", (string)json["run"]!);
        Assert.Equal("2019-02-19T14:00:00Z", (string)json["slot"]!);
        Assert.Equal("2019-02-19T14:00:00Z", (string)json["hour"]!);
        Assert.Equal("2019-02-19T14:00:03.141592Z", (string)json["started_at"]!);
        var part = json["parts"]![1]!;
        Assert.Equal("raw/v1/2019/02/19/14/r-1/a-1/part-00001.json", (string)part["object"]!);
        Assert.Equal("4waSgw==", (string)part["crc32c"]!);
        Assert.Equal("message 1", (string)part["message"]!);
    }

    [Fact]
    public void Unknown_fields_are_ignored()
    {
        var json = JsonNode.Parse(ManifestCodec.Write(Example))!;
        json["later"] = new JsonObject { ["deep"] = new JsonArray(1, null) };
        json["parts"]![0]!["later"] = true;

        Assert.Equal(Example.Parts, Read(json).Parts);
    }

    [Theory]
    [InlineData("schema_version", null, "schema_version is missing")]
    [InlineData("schema_version", "2", "schema_version is 2, not 1")]
    [InlineData("schema_version", "0", "schema_version is 0, not 1")]
    [InlineData("schema_version", "\"1\"", "$.schema_version")]
    [InlineData("run", null, "run is not")]
    [InlineData("run", "\"a/b\"", "run is not")]
    [InlineData("run", "7", "$.run")]
    [InlineData("run", "\"other\"", "part 0 is not a part of this run")]
    [InlineData("slot", null, "slot is not")]
    [InlineData("slot", "\"2019-02-19T14:00:30Z\"", "slot is not")]
    [InlineData("slot", "\"2019-02-19T14:30:00Z\"", "part 0 is not a part of this run")]
    [InlineData("hour", null, "hour is not")]
    [InlineData("hour", "\"2019-02-19T15:00:00Z\"", "hour is not")]
    [InlineData("started_at", null, "started_at is not")]
    [InlineData("started_at", "\"2019-02-19T14:00:00Z\"", "started_at is not")]
    [InlineData("source", null, "source is missing")]
    [InlineData("parts", null, "names no part")]
    [InlineData("parts", "[]", "names no part")]
    [InlineData("parts", "[null]", "part 0 is not a part of this run")]
    [InlineData("parts", "{}", "$.parts")]
    [InlineData("parts", "[1]", "$.parts[0]")]
    public void A_field_that_is_missing_or_wrong_is_told(string field, string? value, string why)
    {
        var json = JsonNode.Parse(ManifestCodec.Write(Example))!.AsObject();
        var isNull = json.DeepClone();
        isNull[field] = null;
        json.Remove(field);
        if (value is not null) json[field] = JsonNode.Parse(value);

        var poison = Assert.Throws<PoisonException>(() => Read(json));
        Assert.Contains(why, poison.Message, StringComparison.Ordinal);
        Assert.Throws<PoisonException>(() => Read(isNull));
    }

    [Theory]
    [InlineData("object", "null", "part 1 is not a part of this run")]
    [InlineData("object", "\"../x\"", "part 1 is not a part of this run")]
    [InlineData("object", "\"raw/v1/2019/02/19/14/r-1/a-1/part-00000.json\"", "part 1 is not a part of this run")]
    [InlineData("object", "\"raw/v1/2019/02/19/14/r-2/a-1/part-00001.json\"", "part 1 is not a part of this run")]
    [InlineData("generation", "0", "generation of part 1")]
    [InlineData("generation", "null", "generation of part 1")]
    [InlineData("generation", "1.5", "$.parts[1].generation")]
    [InlineData("generation", "9223372036854775808", "$.parts[1].generation")]
    [InlineData("size", "-1", "size of part 1")]
    [InlineData("size", "null", "size of part 1")]
    [InlineData("records", "-1", "records of part 1")]
    [InlineData("records", "null", "records of part 1")]
    [InlineData("crc32c", "null", "crc32c of part 1")]
    [InlineData("crc32c", "\"\"", "crc32c of part 1")]
    [InlineData("crc32c", "\"4waSg===\"", "crc32c of part 1")]
    [InlineData("crc32c", "\"4waS4waS\"", "crc32c of part 1")]
    [InlineData("message", "null", "message of part 1")]
    public void A_part_that_is_missing_something_or_wrong_is_told(string field, string value, string why)
    {
        var json = JsonNode.Parse(ManifestCodec.Write(Example))!;
        json["parts"]![1]![field] = JsonNode.Parse(value);

        var poison = Assert.Throws<PoisonException>(() => Read(json));
        Assert.Contains(why, poison.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"run\":\"\\ud800\"}")]
    public void What_is_no_object_is_poison(string json)
    {
        Assert.Throws<PoisonException>(() => ManifestCodec.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void No_bytes_are_ever_another_exception() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Byte, Gen.Int[0, 2]).Sample(
            (at, letter, how) => IsReadOrPoison(Mutation.Of(ManifestCodec.Write(Example), at, letter, how)),
            iter: 20_000);

    [Fact]
    public void A_manifest_that_is_changed_in_a_few_places_is_read_or_poison() =>
        MutatedDocuments.Of([ManifestCodec.Write(Example)], MutatedDocuments.OfJson)
            .Sample(IsReadOrPoison, iter: 20_000);

    private static bool IsReadOrPoison(byte[] json)
    {
        try
        {
            return ManifestCodec.Read(json).Parts.Count > 0;
        }
        catch (PoisonException e)
        {
            return e.Message.StartsWith("The manifest ", StringComparison.Ordinal);
        }
    }

    private static Manifest Read(JsonNode json) => ManifestCodec.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>Lone surrogates cannot be written in UTF-8.</summary>
    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static ManifestPart Part(int number)
    {
        var name = RawObjectName.Of(Key, SlotLength.Hourly, AttemptId.Parse("a-1"), number).ToString();
        return new ManifestPart(new StoredObject(name, 1550584803141592, 9, "4waSgw=="), 3, $"message {number}");
    }
}
