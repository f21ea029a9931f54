using System.Globalization;
using System.Text;
using System.Text.Json;
using Isotherm.Simulation.Loop;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Messages;

/// <summary>The request that Pub/Sub or Eventarc makes of a delivery, in one of its three forms.</summary>
internal static class PushRequest
{
    private const string EventType = "google.cloud.pubsub.topic.v1.messagePublished";
    private const string EventSource = "//pubsub.googleapis.com/projects/p/topics/runs";

    public static DefaultHttpContext Of(Delivery delivery, Draws draws)
    {
        var envelope = Envelope(delivery);
        var context = new DefaultHttpContext();
        var request = context.Request;
        request.Method = HttpMethods.Post;
        request.Path = "/";
        request.ContentType = "application/json";
        switch (draws.Below(3))
        {
            case 0:
                request.Headers["ce-specversion"] = "1.0";
                request.Headers["ce-type"] = EventType;
                request.Headers["ce-source"] = EventSource;
                request.Headers["ce-id"] = delivery.Message.Id;
                break;
            case 1:
                request.ContentType = "application/cloudevents+json";
                envelope = $$"""
                    {"specversion":"1.0","type":"{{EventType}}","source":"{{EventSource}}",
                     "id":"{{delivery.Message.Id}}","data":{{envelope}}}
                    """;
                break;
        }

        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(envelope));
        context.Response.Body = new MemoryStream();
        return context;
    }

    private static string Envelope(Delivery delivery)
    {
        var (message, content) = (delivery.Message, delivery.Message.Content);
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(content.Body));
        var attributes = string.Join(
            ",", content.Attributes.Select(pair => $"{Quoted(pair.Key)}:{Quoted(pair.Value)}"));
        var time = message.PublishedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var attempt = delivery.Attempt is { } count
            ? string.Create(CultureInfo.InvariantCulture, $",\"deliveryAttempt\":{count}") : "";
        return $$"""
            {"message":{"data":"{{data}}","attributes":{{{attributes}}},"messageId":"{{message.Id}}",
            "message_id":"{{message.Id}}","publishTime":"{{time}}"},
            "subscription":"projects/p/subscriptions/s"{{attempt}}}
            """;
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
