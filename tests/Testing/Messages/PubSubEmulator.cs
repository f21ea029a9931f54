using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;

namespace Isotherm.Testing.Messages;

/// <summary>
/// Google's Pub/Sub emulator, as <c>tests/pubsub.sh start</c> starts it, in a project of its own for each test.
/// </summary>
public sealed class PubSubEmulator : IDisposable
{
    private readonly HttpClient _http;

    private PubSubEmulator(PubSubEndpoint endpoint)
    {
        Endpoint = endpoint;
        Project = "test-" + Guid.NewGuid().ToString("N")[..12];
        _http = new HttpClient { BaseAddress = new Uri(endpoint.Address, $"v1/projects/{Project}/") };
    }

    public PubSubEndpoint Endpoint { get; }

    public string Project { get; }

    /// <summary>
    /// The emulator that <c>PUBSUB_EMULATOR_HOST</c> names. Without it the test is skipped, with the reason; with
    /// <c>ISOTHERM_REQUIRE_PUBSUB=1</c> it fails.
    /// </summary>
    public static PubSubEmulator Need()
    {
        const string missing = "PUBSUB_EMULATOR_HOST is not set: start the emulator with tests/pubsub.sh start.";
        var host = Environment.GetEnvironmentVariable("PUBSUB_EMULATOR_HOST");
        if (string.IsNullOrEmpty(host))
        {
            if (Environment.GetEnvironmentVariable("ISOTHERM_REQUIRE_PUBSUB") == "1") Assert.Fail(missing);
            Assert.Skip(missing);
        }

        var endpoint = PubSubEndpoint.Find(host, out var refusal);
        return new PubSubEmulator(endpoint ?? throw new InvalidOperationException(refusal));
    }

    /// <summary>Makes a topic and opens it with the product's own publisher.</summary>
    public async Task<PubSubTopic> CreateTopicAsync(string topic, CancellationToken cancellation)
    {
        await SendAsync(HttpMethod.Put, "topics/" + topic, [], cancellation);
        return Open(topic);
    }

    /// <summary>Opens a topic that may or may not be there.</summary>
    public PubSubTopic Open(string topic) => new(
        PubSubTopicName.Parse(topic, Project, out _)!,
        Endpoint,
        NoAccessTokens.Instance,
        TimeProvider.System);

    /// <summary>A subscription that <see cref="PullAsync"/> reads.</summary>
    public Task CreateSubscriptionAsync(string subscription, string topic, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, "subscriptions/" + subscription, Subscription(topic, endpoint: null), cancellation);

    /// <summary>A subscription that pushes, with a dead-letter topic after five attempts when one is named.</summary>
    public Task CreatePushAsync(
        string subscription,
        string topic,
        Uri endpoint,
        string? deadLetterTopic,
        CancellationToken cancellation,
        int ackDeadlineSeconds = 10)
    {
        var body = Subscription(topic, endpoint);
        body["ackDeadlineSeconds"] = ackDeadlineSeconds;
        if (deadLetterTopic is not null)
        {
            body["deadLetterPolicy"] = new JsonObject
            {
                ["deadLetterTopic"] = $"projects/{Project}/topics/{deadLetterTopic}",
                ["maxDeliveryAttempts"] = 5,
            };
        }

        return SendAsync(HttpMethod.Put, "subscriptions/" + subscription, body, cancellation);
    }

    /// <summary>Takes so many messages from a subscription and acknowledges them; waits until they are there.</summary>
    public async Task<IReadOnlyList<JsonElement>> PullAsync(
        string subscription, int count, CancellationToken cancellation)
    {
        var path = "subscriptions/" + subscription;
        var pulled = new List<JsonElement>();
        while (pulled.Count < count)
        {
            var most = new JsonObject { ["maxMessages"] = 1000 };
            var answer = await SendAsync(HttpMethod.Post, path + ":pull", most, cancellation);
            if (!answer.TryGetProperty("receivedMessages", out var received)) continue;
            pulled.AddRange(received.EnumerateArray());
            var ids = received.EnumerateArray().Select(message => message.GetProperty("ackId").GetString());
            var acknowledged = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);
            await SendAsync(
                HttpMethod.Post, path + ":acknowledge", new JsonObject { ["ackIds"] = acknowledged }, cancellation);
        }

        return pulled;
    }

    public void Dispose() => _http.Dispose();

    private JsonObject Subscription(string topic, Uri? endpoint)
    {
        var body = new JsonObject { ["topic"] = $"projects/{Project}/topics/{topic}", ["ackDeadlineSeconds"] = 10 };
        if (endpoint is not null) body["pushConfig"] = new JsonObject { ["pushEndpoint"] = endpoint.AbsoluteUri };
        return body;
    }

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {answer}");
        return JsonSerializer.Deserialize<JsonElement>(answer);
    }
}
