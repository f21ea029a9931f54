using System.Net.Http.Headers;
using System.Text;

namespace Isotherm.Published.Tests;

/// <summary>A message of Pub/Sub in every form in which it may be pushed.</summary>
internal static class Push
{
    private const string Type = "google.cloud.pubsub.topic.v1.messagePublished";
    private const string Source = "//pubsub.googleapis.com/projects/p/topics/t";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Func<string, HttpRequestMessage>> Forms { get; } =
        new Dictionary<string, Func<string, HttpRequestMessage>>
        {
            ["raw"] = Raw,
            ["raw in UTF-16"] = body =>
                Request(Encoding.Unicode.GetBytes(Envelope(body)), "application/json; charset=utf-16"),
            ["binary"] = Binary,
            ["structured"] = Structured,
        };

    /// <summary>As a plain push subscription sends it.</summary>
    public static HttpRequestMessage Raw(string body) =>
        Request(Encoding.UTF8.GetBytes(Envelope(body)), "application/json");

    public static HttpRequestMessage Request(byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
    }

    private static HttpRequestMessage Binary(string body)
    {
        var request = Raw(body);
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "7");
        request.Headers.Add("ce-type", Type);
        request.Headers.Add("ce-source", Source);
        request.Headers.Add("ce-time", "2026-01-02T03:04:05.123Z");
        return request;
    }

    private static HttpRequestMessage Structured(string body) => Request(
        Encoding.UTF8.GetBytes(
            $$"""
            {"specversion":"1.0","id":"7","type":"{{Type}}","source":"{{Source}}","datacontenttype":"application/json",
            "data":{{Envelope(body)}}}
            """),
        "application/cloudevents+json; charset=utf-8");

    private static string Envelope(string body) =>
        $$"""
        {"message":{"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(body))}}","messageId":"7",
        "publishTime":"2026-01-02T03:04:05.123456789Z"},"subscription":"projects/p/subscriptions/s","deliveryAttempt":1}
        """;
}
