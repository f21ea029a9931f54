using System.Net;
using System.Text;
using Isotherm.Hosting;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>Every form in which a message of Pub/Sub comes is taken, and nothing of it is lost.</summary>
public sealed class EventForms : EventTest
{
    private const string Type = "google.cloud.pubsub.topic.v1.messagePublished";

    private static readonly string[] BinaryHeaders =
    [
        "ce-specversion: 1.0",
        "ce-id: 7",
        "ce-type: " + Type,
        "ce-source: //pubsub.googleapis.com/projects/p/topics/t",
        "ce-time: 2026-01-02T03:04:05.123Z",
        "ce-traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ];

    [Fact]
    public async Task A_raw_push_is_taken_with_everything_in_it()
    {
        using var response = await PostAsync(Push);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var (cloudEvent, data) = Assert.Single(Function.Events);
        AssertWhole(data);
        Assert.Equal(3, data.DeliveryAttempt);
        Assert.Equal("2026-01-02T03:04:05.123456789Z", data.Message.PublishTime);
        Assert.Equal("7", cloudEvent.Id);
        Assert.Equal(Type, cloudEvent.Type);
        Assert.Equal("//pubsub.googleapis.com/projects/p/subscriptions/s", cloudEvent.Source!.OriginalString);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), cloudEvent.Time);
    }

    [Theory]
    [InlineData("projects/p/topics/t", "//pubsub.googleapis.com/projects/p/topics/t")]
    [InlineData("projects/p/topics/t/more", "//pubsub.googleapis.com/projects/p/subscriptions/s")]
    [InlineData("projects//topics/t", "//pubsub.googleapis.com/projects/p/subscriptions/s")]
    public async Task A_raw_push_to_the_path_of_a_topic_names_that_topic_as_its_source(string path, string source)
    {
        using var response = await PostAsync(Encoding.UTF8.GetBytes(Push), "application/json", path);

        Assert.Equal(source, Assert.Single(Function.Events).Event.Source!.OriginalString);
    }

    [Theory]
    [InlineData("utf-8", "application/json; charset=utf-8")]
    [InlineData("utf-8", "application/json; charset=\"UTF-8\"")]
    [InlineData("utf-8", "application/json")]
    [InlineData("utf-8", null)]
    [InlineData("us-ascii", "application/json; charset=us-ascii")]
    [InlineData("iso-8859-1", "application/json; charset=iso-8859-1")]
    [InlineData("utf-16", "application/json; charset=utf-16")]
    [InlineData("utf-16", "application/json")]
    [InlineData("utf-16BE", "application/json; charset=utf-16")]
    [InlineData("utf-16BE", "application/json; charset=utf-16be")]
    [InlineData("utf-32", "application/json; charset=utf-32")]
    [InlineData("utf-32BE", "application/json")]
    public async Task A_raw_push_in_any_JSON_charset_is_taken(string charset, string? contentType)
    {
        var encoding = Encoding.GetEncoding(charset);
        var bare = encoding.GetBytes(Push);
        byte[] marked = [.. encoding.GetPreamble(), .. bare];

        using var first = await PostAsync(bare, contentType);
        using var second = await PostAsync(marked, contentType);

        Assert.Equal(2, Function.Events.Count);
        Assert.All(Function.Events, taken => AssertWhole(taken.Data));
    }

    [Fact]
    public async Task Fields_in_snake_case_and_a_type_beside_the_others_are_tolerated()
    {
        const string doubled =
            """
            {"@type":"type.googleapis.com/x","message":{"@type":"y","data":"eyJhIjoxfQ==","attributes":{"run":"r1"},
            "messageId":"7","message_id":"7","publishTime":"t","publish_time":"t","orderingKey":"","more":{"deep":[1]}},
            "subscription":"projects/p/subscriptions/s"}
            """;
        const string snake =
            """
            {"message":{"data":"eyJhIjoxfQ==","attributes":{"run":"r1"},"message_id":"7","publish_time":"t"},
            "subscription":"projects/p/subscriptions/s","delivery_attempt":2}
            """;

        using var first = await PostAsync(doubled);
        using var second = await PostAsync(snake);

        Assert.Equal([0, 2], Function.Events.Select(taken => taken.Data.DeliveryAttempt));
        Assert.All(Function.Events, taken => AssertWhole(taken.Data));
    }

    [Fact]
    public async Task Of_a_field_that_stands_twice_the_last_counts_and_deep_unknown_fields_are_passed_over()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 60)) + string.Concat(Enumerable.Repeat("]", 60));
        var body = $$"""{"x":{{deep}},"message":7,"message":{"messageId":"0","messageId":"7","data":"e30="} }""";

        using var response = await PostAsync(body);

        var (_, data) = Assert.Single(Function.Events);
        Assert.Equal(("7", "{}"), (data.Message.MessageId, Encoding.UTF8.GetString(data.Message.Data.Span)));
    }

    [Fact]
    public async Task A_message_without_data_and_attributes_is_an_empty_one()
    {
        using var response = await PostAsync("""{"message":{"messageId":"7","data":null,"attributes":null}}""");

        var (cloudEvent, data) = Assert.Single(Function.Events);
        Assert.Equal(0, data.Message.Data.Length);
        Assert.Empty(data.Message.Attributes);
        Assert.Equal(("", ""), (data.Subscription, data.Message.PublishTime));
        Assert.Null(cloudEvent.Time);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task A_CloudEvent_in_binary_mode_is_taken(string contentType)
    {
        using var response = await PostAsync(Push, contentType, BinaryHeaders);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var (cloudEvent, data) = Assert.Single(Function.Events);
        AssertWhole(data);
        Assert.Equal("//pubsub.googleapis.com/projects/p/topics/t", cloudEvent.Source!.OriginalString);
        Assert.StartsWith("00-0af7651916cd", (string)cloudEvent["traceparent"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_headers_of_an_event_are_decoded()
    {
        using var response = await PostAsync(
            Push, "application/json", [.. BinaryHeaders, "ce-subject: %C3%8Ele%20%22%F0%9F%8C%A1%22"]);

        Assert.Equal("Île \"🌡\"", Assert.Single(Function.Events).Event.Subject);
    }

    [Fact]
    public async Task The_message_id_of_an_event_is_that_of_the_event_when_its_data_has_none()
    {
        const string body = """{"message":{"data":"eyJhIjoxfQ=="}}""";

        using var response = await PostAsync(body, "application/json", BinaryHeaders);

        Assert.Equal("7", Assert.Single(Function.Events).Data.Message.MessageId);
    }

    [Theory]
    [InlineData("application/cloudevents+json")]
    [InlineData("application/cloudevents+json; charset=utf-8")]
    [InlineData("Application/CloudEvents+JSON; charset=utf-16")]
    public async Task A_CloudEvent_in_structured_mode_is_taken(string contentType)
    {
        var body = Structured($"\"data\":{Push}");
        var bytes = contentType.EndsWith("16", StringComparison.Ordinal)
            ? Encoding.Unicode.GetBytes(body) : Encoding.UTF8.GetBytes(body);

        using var response = await PostAsync(bytes, contentType);

        var (cloudEvent, data) = Assert.Single(Function.Events);
        AssertWhole(data);
        Assert.Equal(3, data.DeliveryAttempt);
        Assert.Same(data, cloudEvent.Data);
    }

    [Fact]
    public async Task A_CloudEvent_whose_data_is_base64_is_taken()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Push));

        using var response = await PostAsync(Structured($"\"data_base64\":\"{data}\""), "application/cloudevents+json");

        AssertWhole(Assert.Single(Function.Events).Data);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.OK)]
    [InlineData("HEAD", HttpStatusCode.OK)]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", HttpStatusCode.MethodNotAllowed)]
    public async Task A_method_other_than_POST_does_nothing(string method, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address);

        using var response = await Http.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(Function.Events);
        if (status == HttpStatusCode.MethodNotAllowed) Assert.Contains("POST", response.Content.Headers.Allow);
    }

    private static string Structured(string data) =>
        """{"specversion":"1.0","id":"7","source":"//pubsub.googleapis.com/projects/p/topics/t","type":""" +
        $"\"{Type}\",{data}}}";

    private static void AssertWhole(MessagePublishedData data)
    {
        Assert.Equal("{\"a\":1}"u8.ToArray(), data.Message.Data.ToArray());
        Assert.Equal("r1", data.Message.Attributes["run"]);
        Assert.Equal("7", data.Message.MessageId);
        Assert.Equal("projects/p/subscriptions/s", data.Subscription);
    }
}
