using CsCheck;
using Isotherm.Hosting;
using Isotherm.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isotherm.Functions.Tests.Hosting;

/// <summary>Whatever is pushed, it is an event with an id or is refused with a reason: never another failure.</summary>
public sealed class EventFuzzTests
{
    private const string Json = "application/json";
    private const string Structured = "application/cloudevents+json";

    private static readonly byte[][] Envelopes =
    [
        """
        {"message":{"data":"eyJhIjoxfQ==","attributes":{"run":"r1","é":"\ud83d\ude00"},
        "messageId":"7","message_id":"7",
        "publishTime":"2026-01-02T03:04:05.123456789Z"},"subscription":"s","deliveryAttempt":3,"@type":"x"}
        """u8.ToArray(),
        """{"message":{"messageId":"7"}}"""u8.ToArray(),
    ];

    private static readonly byte[][] Events =
    [
        """
        {"specversion":"1.0","id":"7","type":"google.cloud.pubsub.topic.v1.messagePublished","source":"//x/y",
        "time":"2026-01-02T03:04:05Z","datacontenttype":"application/json",
        "data":{"message":{"data":"e30=","messageId":"7"}}}
        """u8.ToArray(),
    ];

    [Fact]
    public void An_envelope_that_is_changed_anywhere_is_taken_or_refused() =>
        MutatedDocuments.Of(Envelopes, MutatedDocuments.OfJson).Sample(body => IsAnswered(body, Json), iter: 20_000);

    [Fact]
    public void A_structured_event_that_is_changed_anywhere_is_taken_or_refused() =>
        MutatedDocuments.Of(Events, MutatedDocuments.OfJson).Sample(body => IsAnswered(body, Structured), iter: 10_000);

    [Fact]
    public void Any_bytes_of_any_charset_are_taken_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.OneOf("utf-8", "utf-16", "utf-32", "iso-8859-1", "x", "")).Sample(
            (body, charset) => IsAnswered(body, $"{Json}; charset={charset}"), iter: 10_000);

    private static bool IsAnswered(byte[] body, string contentType)
    {
        var function = new RecordingFunction();
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(body);
        try
        {
            var work = new CloudEventEndpoint(function, NullLogger.Instance).HandleAsync(context);
            Assert.True(work.IsCompleted, "There was nothing to wait for.");
            work.GetAwaiter().GetResult();
            return context.Response.StatusCode == 204 && function.Events.Single().Data.Message.MessageId.Length > 0;
        }
        catch (Exception refused) when (FailureToStatus.Of(refused).Status == StatusCodes.Status400BadRequest)
        {
            return refused.Message.Length > 0 && function.Events.Count == 0;
        }
    }
}
