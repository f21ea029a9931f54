using System.Net.Mime;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using Isotherm.Core.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Isotherm.Hosting.Events;

/// <summary>
/// Reads a message of Pub/Sub from any of the three forms in which it comes: a CloudEvent in binary or in structured
/// mode, or the raw body that a push subscription sends.
/// </summary>
internal static class EventReader
{
    private const string MessagePublished = "google.cloud.pubsub.topic.v1.messagePublished";
    private const string StructuredType = "application/cloudevents+json";
    private const string PubSub = "//pubsub.googleapis.com/";

    private static readonly JsonEventFormatter Formatter = new();

    /// <exception cref="MalformedEventException">The request is no event.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large, too slow or cut.</exception>
    public static async Task<(CloudEvent Event, MessagePublishedData Data)> ReadAsync(HttpRequest request)
    {
        var form = Form(request, out var charset);
        var body = await RequestBody.ReadAsync(request);
        Require(body.Length > 0, "The body is empty.");
        var utf8 = JsonText.ToUtf8(body, charset);
        return form switch
        {
            EventForm.Structured => Structured(utf8),
            EventForm.Binary => Binary(request.Headers, utf8),
            _ => RawPush(request.Path, utf8),
        };
    }

    private static EventForm Form(HttpRequest request, out string? charset)
    {
        charset = null;
        var type = "application/json";
        if (!string.IsNullOrEmpty(request.ContentType))
        {
            Require(
                MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed), "The content type cannot be read.");
            type = parsed!.MediaType.Value!;
            charset = HeaderUtilities.RemoveQuotes(parsed.Charset).Value;
        }

        if (type.Equals(StructuredType, StringComparison.OrdinalIgnoreCase)) return EventForm.Structured;
        var isJson = type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
        Require(
            isJson && !type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase),
            "The content type must be application/json or application/cloudevents+json.");
        var isEvent = request.Headers.Any(
            header => header.Key.StartsWith(HttpUtilities.HttpHeaderPrefix, StringComparison.OrdinalIgnoreCase));
        return isEvent ? EventForm.Binary : EventForm.RawPush;
    }

    private static (CloudEvent Event, MessagePublishedData Data) Structured(ReadOnlyMemory<byte> utf8)
    {
        CloudEvent cloudEvent;
        try
        {
            cloudEvent = Formatter.DecodeStructuredModeMessage(
                utf8, new ContentType(StructuredType), extensionAttributes: null);
        }
        catch (Exception e) when (
            e is JsonException or ArgumentException or FormatException or InvalidOperationException)
        {
            var why = e.Message.ReplaceLineEndings(" ");
            throw new MalformedEventException("The body is no CloudEvent of version 1.0: " + why);
        }

        var envelope = cloudEvent.Data switch
        {
            JsonElement json => json,
            byte[] bytes => PushEnvelope.Parse(JsonText.ToUtf8(bytes, charset: null)),
            null => throw new MalformedEventException("The event has no data."),
            _ => throw new MalformedEventException("The data of the event is not JSON."),
        };
        return Finish(cloudEvent, envelope);
    }

    private static (CloudEvent Event, MessagePublishedData Data) Binary(
        IHeaderDictionary headers, ReadOnlyMemory<byte> utf8)
    {
        var version = headers[HttpUtilities.SpecVersionHttpHeader].ToString();
        Require(version == CloudEventsSpecVersion.V1_0.VersionId, "ce-specversion must be 1.0.");
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0);
        foreach (var (header, values) in headers)
        {
            if (HttpUtilities.GetAttributeNameFromHeaderName(header) is not { } name || name == "specversion") continue;
            try
            {
                cloudEvent.SetAttributeFromString(name, HttpUtilities.DecodeHeaderValue(values.ToString()));
            }
            catch (ArgumentException)
            {
                throw new MalformedEventException($"The header ce-{name} cannot be read.");
            }
        }

        return Finish(cloudEvent, PushEnvelope.Parse(utf8));
    }

    private static (CloudEvent Event, MessagePublishedData Data) Finish(CloudEvent cloudEvent, JsonElement envelope)
    {
        Require(cloudEvent.Type == MessagePublished, $"The type of the event must be {MessagePublished}.");
        Require(!string.IsNullOrEmpty(cloudEvent.Id), "The event has no id.");
        Require(cloudEvent.Source is not null, "The event has no source.");
        var data = PushEnvelope.Read(envelope, cloudEvent.Id);
        cloudEvent.Data = data;
        return (cloudEvent, data);
    }

    private static (CloudEvent Event, MessagePublishedData Data) RawPush(PathString path, ReadOnlyMemory<byte> utf8)
    {
        var data = PushEnvelope.Read(PushEnvelope.Parse(utf8), eventId: null);
        var isTopic = path.Value is { } text && text.StartsWith("/projects/", StringComparison.Ordinal)
            && text.Split('/') is [_, _, not "", "topics", not ""];
        var source = PubSub + (isTopic ? path.Value![1..] : data.Subscription);
        var cloudEvent = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = data.Message.MessageId,
            Type = MessagePublished,
            Source = Uri.TryCreate(source, UriKind.RelativeOrAbsolute, out var uri)
                ? uri : new Uri(PubSub, UriKind.Relative),
            Time = UtcText.TryParse(data.Message.PublishTime, out var published) ? published : null,
            Data = data,
        };
        return (cloudEvent, data);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new MalformedEventException(otherwise);
    }
}
