using System.Net;
using System.Text;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>A request that is no event is 400 with a short reason, and the function never sees it.</summary>
public sealed class MalformedEvents : EventTest
{
    private const string Json = "application/json";
    private const string Structured = "application/cloudevents+json";
    private const string Type = "ce-type: google.cloud.pubsub.topic.v1.messagePublished";
    private const string Good = "ce-specversion: 1.0|ce-id: 7|ce-source: //x|" + Type;
    private const string GoodJson = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\"";

    [Theory]
    [InlineData("", "empty")]
    [InlineData("hello", "not JSON")]
    [InlineData("{\"message\":", "not JSON")]
    [InlineData("{}{}", "not JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("\"message\"", "not a JSON object")]
    [InlineData("{}", "no message")]
    [InlineData("{\"subscription\":\"s\"}", "no message")]
    [InlineData("{\"message\":null}", "message must be an object")]
    [InlineData("{\"message\":[]}", "message must be an object")]
    [InlineData("{\"message\":{}}", "messageId is missing")]
    [InlineData("{\"message\":{\"messageId\":\"\"}}", "messageId is missing")]
    [InlineData("{\"message\":{\"messageId\":7}}", "messageId must be text")]
    [InlineData("{\"message\":{\"messageId\":\"\\ud800\"}}", "messageId is not valid Unicode")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"data\":\"!!\"}}", "data is not base64")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"data\":\"e30\"}}", "data is not base64")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"data\":{}}}", "data is not base64")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"data\":\"-_-_\"}}", "data is not base64")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"data\":\"e3\u00e9=\"}}", "data is not base64")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"attributes\":{\"a\":null}}}", "attributes must be text")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},\"deliveryAttempt\":1.5}", "deliveryAttempt")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},}", "not JSON")]
    [InlineData("{\"message\":{\"messageId\":\"7\"}}\u0000", "not JSON")]
    [InlineData("// no\n{\"message\":{\"messageId\":\"7\"}}", "not JSON")]
    [InlineData("{\"Message\":{\"messageId\":\"7\"}}", "no message")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"attributes\":[]}}", "attributes must be an object")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"attributes\":{\"a\":1}}}", "attributes must be text")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"attributes\":{\"\\ud800\":\"\"}}}", "name in the body")]
    [InlineData("{\"message\":{\"messageId\":\"7\",\"publishTime\":1}}", "publishTime must be text")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},\"subscription\":1}", "subscription must be text")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},\"deliveryAttempt\":-1}", "deliveryAttempt")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},\"deliveryAttempt\":1e400}", "deliveryAttempt")]
    [InlineData("{\"message\":{\"messageId\":\"7\"},\"deliveryAttempt\":\"1\"}", "deliveryAttempt")]
    public Task A_raw_push_that_is_none_is_refused(string body, string says) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(body), Json, says);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/cloudevents-batch+json")]
    [InlineData("application/cloudevents+avro")]
    [InlineData("application/cloudevents")]
    public Task A_content_type_that_is_no_JSON_is_refused(string contentType) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(Push), contentType, "content type must be");

    [Theory]
    [InlineData(";;;", "content type cannot be read")]
    [InlineData("application/json; charset=klingon", "charset")]
    [InlineData("application/json; charset=utf-7", "charset")]
    public Task A_content_type_that_nobody_can_read_is_refused(string contentType, string says) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(Push), contentType, says);

    [Theory]
    [InlineData("application/json", "7B226D657373616765223A22FF227D", "not utf-8")]
    [InlineData("application/json", "7B22C0AF223A317D", "not utf-8")]
    [InlineData("application/json; charset=us-ascii", "7B22E9223A317D", "not us-ascii")]
    [InlineData("application/json; charset=utf-16", "7B0022003D00D8", "not utf-16")]
    public Task Bytes_that_are_not_of_their_charset_are_refused(string contentType, string hex, string says) =>
        AssertRefusedAsync(Convert.FromHexString(hex), contentType, says);

    [Fact]
    public Task Nesting_without_end_is_refused() =>
        AssertRefusedAsync(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"message\":", 5000))), Json, "not JSON");

    [Theory]
    [InlineData("ce-id: 7", "ce-specversion must be 1.0")]
    [InlineData("ce-specversion: 0.3|ce-id: 7", "ce-specversion must be 1.0")]
    [InlineData("ce-specversion: 1.0|ce-id: 7|ce-source: //x", "type of the event")]
    [InlineData("ce-specversion: 1.0|ce-type: google.cloud.storage.object.v1.finalized|ce-id: 7", "type of the event")]
    [InlineData("ce-specversion: 1.0|ce-source: //x|" + Type, "no id")]
    [InlineData("ce-specversion: 1.0|ce-id: 7|" + Type, "no source")]
    [InlineData(Good + "|ce-time: yesterday", "ce-time cannot be read")]
    [InlineData(Good + "|ce-subject: %C3%28", "ce-subject cannot be read")]
    [InlineData(Good + "|ce-: x", "ce- cannot be read")]
    [InlineData("ce-specversion: 1.0|ce-id: 7|ce-source: http://[|" + Type, "ce-source cannot be read")]
    [InlineData(Good + "|ce-bad_name: x", "ce-bad_name cannot be read")]
    public Task A_binary_event_that_is_none_is_refused(string headers, string says) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(Push), Json, says, headers.Split('|'));

    [Theory]
    [InlineData("hello", "no CloudEvent")]
    [InlineData("[]", "no CloudEvent")]
    [InlineData("{}", "no CloudEvent")]
    [InlineData("{\"specversion\":\"0.3\",\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\"}", "no CloudEvent")]
    [InlineData("{\"specversion\":1.0,\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\"}", "no CloudEvent")]
    [InlineData("{\"specversion\":\"2.0\",\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\"}", "no CloudEvent")]
    [InlineData("{\"specversion\":\"1.0\",\"source\":\"//x\",\"type\":\"t\"}", "no CloudEvent")]
    [InlineData(GoodJson + ",\"data_base64\":\"!\"}", "no CloudEvent")]
    [InlineData(GoodJson + "}", "no data")]
    [InlineData(GoodJson + ",\"data\":{}}", "type of the event")]
    [InlineData(GoodJson + ",\"datacontenttype\":\"text/plain\",\"data\":\"x\"}", "not JSON")]
    [InlineData(GoodJson + ",\"data_base64\":\"aGVsbG8=\"}", "not JSON")]
    public Task A_structured_event_that_is_none_is_refused(string body, string says) =>
        AssertRefusedAsync(Encoding.UTF8.GetBytes(body), Structured, says);

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity, br")]
    public async Task A_body_with_a_content_encoding_is_415_and_says_so(string encoding)
    {
        using var response = await PostAsync(Push, Json, "Content-Encoding: " + encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(
            "Send the body without Content-Encoding.\n", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(Function.Events);
        Assert.Single(Logs.Lines);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413_and_logged_once()
    {
        using var response = await PostAsync(new string(' ', (64 * 1024) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Single(Logs.Lines);
    }

    private async Task AssertRefusedAsync(byte[] body, string contentType, string says, params string[] headers)
    {
        using var response = await PostAsync(body, contentType, "", headers);
        var reason = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(says, reason, StringComparison.Ordinal);
        Assert.InRange(reason.Length, 1, 300);
        Assert.Empty(Function.Events);
        Assert.Single(Logs.Lines);
    }
}
