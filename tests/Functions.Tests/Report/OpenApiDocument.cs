using System.Text.Json;
using Isotherm.Report;
using Isotherm.Report.Routes;

namespace Isotherm.Functions.Tests.Report;

/// <summary>The OpenAPI document says what the service does, no more and no less.</summary>
public sealed class OpenApiDocument : ReportTest
{
    private const string Document = "/api/v1/openapi.json";

    [Fact]
    public async Task Its_paths_are_those_of_the_service()
    {
        var routes = new RouteTable(ReportOptions.Default, new(Database.Reports, Clock, Logs), "x").Paths;
        var paths = (await JsonAsync(Document)).GetProperty("paths").EnumerateObject().ToArray();

        Assert.Equal("3.1.0", (await JsonAsync(Document)).GetProperty("openapi").GetString());
        Assert.Equal(
            routes.Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Order(),
            paths.Select(path => path.Name).Order());
        Assert.All(paths, path => Assert.Equal(["get"], path.Value.EnumerateObject().Select(method => method.Name)));
    }

    [Fact]
    public async Task Its_parameters_are_those_that_the_service_takes_and_its_examples_are_answered()
    {
        foreach (var path in (await JsonAsync(Document)).GetProperty("paths").EnumerateObject())
        {
            var parameters = path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray().ToArray();
            var refused = await GetAsync(path.Name + "?no-such-parameter=1");
            Assert.Equal(400, refused.Status);
            var detail = refused.Json.GetProperty("errors")[0].GetProperty("detail").GetString()!;
            var taken = detail.Contains(": use ", StringComparison.Ordinal)
                ? detail[(detail.IndexOf(": use ", StringComparison.Ordinal) + 6)..].TrimEnd('.').Split(", ")
                : [];
            Assert.Equal(taken, parameters.Select(parameter => parameter.GetProperty("name").GetString()));
            foreach (var parameter in parameters) await AskExamplesAsync(path.Name, parameter);
        }
    }

    [Fact]
    public async Task Answers_have_the_fields_that_it_tells_and_no_others()
    {
        var document = await JsonAsync(Document);
        foreach (var (address, path) in new[]
        {
            (Temperatures, Temperatures), (Outlines, Outlines), (Runs, Runs), (Document, Document),
        })
        {
            var answer = await GetAsync(address);
            var ok = Response(document, path, "200").GetProperty("content").EnumerateObject();
            var content = ok.Single(one => answer["Content-Type"].StartsWith(one.Name, StringComparison.Ordinal));
            Check(document, content.Value.GetProperty("schema"), answer.Json, address);
        }

        var problem = await GetAsync(Runs + "?x=1");
        var mistaken = document.GetProperty("components").GetProperty("responses").GetProperty("Mistaken");
        Check(
            document,
            mistaken.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema"),
            problem.Json,
            "problem");
    }

    [Theory]
    [InlineData(Temperatures, "GET", "304", "If-None-Match", "*")]
    [InlineData(Temperatures, "GET", "406", "Accept", "image/png")]
    [InlineData(Runs, "PUT", "405", "Accept", "*/*")]
    [InlineData(Outlines, "GET", "304", "If-None-Match", "*")]
    [InlineData(Document, "GET", "304", "If-None-Match", "*")]
    public async Task A_status_that_the_service_answers_is_in_it(
        string path, string method, string status, string header, string value)
    {
        var answer = await SendAsync(new HttpMethod(method), path, (header, value));

        Assert.Equal(status, answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Response(await JsonAsync(Document), path, status);
    }

    private async Task AskExamplesAsync(string path, JsonElement parameter)
    {
        if (!parameter.TryGetProperty("example", out var example)) return;
        var examples = example.ValueKind == JsonValueKind.Array ? example.EnumerateArray().ToArray() : [example];
        var fields = examples.Select(value => $"{parameter.GetProperty("name").GetString()}={value}");
        var answer = await GetAsync($"{path}?{string.Join('&', fields)}");
        Assert.True(answer.Status == 200, answer.Text);
    }

    private static JsonElement Response(JsonElement document, string path, string status) =>
        document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty(status);

    /// <summary>Fields, types, and nothing beside; every field of an object must be told.</summary>
    private static void Check(JsonElement document, JsonElement schema, JsonElement value, string where)
    {
        schema = Resolved(document, schema, value);
        if (schema.TryGetProperty("const", out var constant)) Assert.Equal(constant.GetString(), value.GetString());
        if (schema.TryGetProperty("enum", out var words))
            Assert.Contains(value.GetString(), words.EnumerateArray().Select(word => word.GetString()));
        if (schema.TryGetProperty("type", out var type)) Assert.Contains(TypeOf(value), Types(type));
        if (value.ValueKind == JsonValueKind.Array)
        {
            var items = schema.GetProperty("items");
            foreach (var item in value.EnumerateArray()) Check(document, items, item, where + "[]");
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!);
        Assert.Empty(required.Except(value.EnumerateObject().Select(member => member.Name)));
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean(), where);
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out var told), $"{where}.{member.Name} is not told.");
            Check(document, told, member.Value, $"{where}.{member.Name}");
        }
    }

    private static JsonElement Resolved(JsonElement document, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = choices[value.ValueKind == JsonValueKind.Null ? 1 : 0];
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(document, (found, name) => found.GetProperty(name));
    }

    private static string?[] Types(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? [.. type.EnumerateArray().Select(one => one.GetString())]
        : [type.GetString()];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };
}
