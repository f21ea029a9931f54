using Isotherm.Adapters.Identity;
using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Adapters.Tables;
using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Reports;

namespace Isotherm.Adapters;

/// <summary>
/// Opens buckets, topics and databases by their location. What leads to Google Cloud (connections, access tokens) is
/// made when it is first needed and shared by all of them; it ends with this object. For one thread.
/// </summary>
/// <param name="variable">Reads a variable of the environment; null when it is not set.</param>
/// <param name="clock">Measures deadlines and waits.</param>
public sealed class BackingServices(Func<string, string?> variable, TimeProvider clock) : IAsyncDisposable
{
    private const string ProjectVariable = "GOOGLE_CLOUD_PROJECT";
    private const string PubSubEmulatorVariable = "PUBSUB_EMULATOR_HOST";
    private const string LoginVariable = "DATABASE_LOGIN";
    private const string PushScheme = "push:";
    private const string NoDeadLetters =
        "write projects/PROJECT/subscriptions/SUBSCRIPTION for Pub/Sub or file:PATH for a folder.";

    /// <summary>
    /// Good for logging in to a database of Cloud SQL and for nothing else: a token that is shown to the database
    /// server must open no other door. Google's own connectors ask for the same.
    /// </summary>
    private const string LoginScope = "https://www.googleapis.com/auth/sqlservice.login";

    private readonly List<ITopic> _topics = [];
    private readonly List<PubSubSubscription> _subscriptions = [];
    private readonly List<MonitoredDeadLetterCount> _counts = [];
    private CloudStorageConnection? _storage;
    private MetadataTokens? _tokens;
    private MetadataTokens? _loginTokens;

    /// <summary>
    /// <c>gs://BUCKET</c>: Cloud Storage, or the emulator that <c>STORAGE_EMULATOR_HOST</c> names; <c>file:PATH</c>: a
    /// folder. Null, with the reason, when the location is neither.
    /// </summary>
    public IBucket? OpenBucket(string location, out string? refusal)
    {
        if (location.StartsWith(FolderLocation.Scheme, StringComparison.Ordinal))
            return FolderLocation.Open(location, out refusal) is { } folder ? new FolderBucket(folder, clock) : null;

        var name = CloudStorageBucket.NameOf(location);
        refusal = name is null ? "write gs://BUCKET for Cloud Storage or file:PATH for a folder." : null;
        return name is not null && Storage(out refusal) is { } storage ? new CloudStorageBucket(name, storage) : null;
    }

    /// <summary>
    /// <c>projects/PROJECT/topics/TOPIC</c>, or a topic's own name in the project of <c>GOOGLE_CLOUD_PROJECT</c>:
    /// Pub/Sub, or the emulator that <c>PUBSUB_EMULATOR_HOST</c> names; <c>push:URL</c>: a <see cref="PushBroker"/> in
    /// this process that pushes there; <c>file:PATH</c>: a folder that keeps the messages. Null, with the reason, when
    /// the location is none of them.
    /// </summary>
    public ITopic? OpenTopic(string location, out string? refusal)
    {
        if (location.StartsWith(FolderLocation.Scheme, StringComparison.Ordinal))
            return FolderLocation.Open(location, out refusal) is { } folder ? new FolderTopic(folder, clock) : null;

        ITopic? topic = location.StartsWith(PushScheme, StringComparison.Ordinal)
            ? OpenPush(location, out refusal)
            : OpenPubSub(location, out refusal);
        if (topic is not null) _topics.Add(topic);
        return topic;
    }

    /// <summary>
    /// <c>projects/PROJECT/subscriptions/SUBSCRIPTION</c>: a pull subscription on the dead-letter topic, or the
    /// emulator's; <c>file:PATH</c>: the folder of a topic. Null, with the reason, when the location is neither.
    /// </summary>
    public IDeadLetters? OpenDeadLetters(string location, out string? refusal)
    {
        var (folder, found) = DeadLetters(location, out refusal);
        if (found is not { } endpoint) return folder;
        IAccessTokens? tokens = endpoint.TakesTokens ? Tokens(out refusal) : NoAccessTokens.Instance;
        if (tokens is null) return null;
        var subscription = new PubSubSubscription(location, endpoint, tokens, clock);
        _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>
    /// Counts the dead letters of such a location and takes none: of a subscription by Cloud Monitoring, which does not
    /// know what an emulator holds, so that is unknown. Null, with the reason, when the location is neither.
    /// </summary>
    public IDeadLetterCount? OpenDeadLetterCount(string location, out string? refusal)
    {
        var (folder, found) = DeadLetters(location, out refusal);
        if (found is not { } endpoint) return folder;
        if (!endpoint.TakesTokens) return new UnknownDeadLetterCount();
        if (Tokens(out refusal) is not { } tokens) return null;
        var count = new MonitoredDeadLetterCount(location, MonitoredDeadLetterCount.Google, tokens, clock);
        _counts.Add(count);
        return count;
    }

    /// <summary>
    /// <c>sqlite:PATH</c>, or else a MySQL connection string. <c>DATABASE_LOGIN</c> says how to log in to MySQL:
    /// <c>password</c> (the default), with what the connection string has, or <c>iam</c>, as the service account that
    /// the process runs as. Null, with the reason, when the location is no database.
    /// </summary>
    public Database? OpenDatabase(string location, out string? refusal)
    {
        var tokens = Login(out refusal);
        return refusal is null ? Databases.Open(location, tokens, clock, out refusal) : null;
    }

    /// <summary>
    /// Only the questions to the database of such a location; a statement ends after <paramref name="limit"/>, see
    /// <see cref="Databases.OpenReports"/>. Null, with the reason, when the location is no database.
    /// </summary>
    public IReports? OpenReports(string location, TimeSpan limit, out string? refusal)
    {
        var tokens = Login(out refusal);
        return refusal is null ? Databases.OpenReports(location, limit, tokens, clock, out refusal) : null;
    }

    /// <summary>Ends what was opened, topics first: a broker may still deliver.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var topic in _topics)
        {
            if (topic is IAsyncDisposable broker) await broker.DisposeAsync();
            (topic as IDisposable)?.Dispose();
        }

        foreach (var subscription in _subscriptions) subscription.Dispose();
        foreach (var count in _counts) count.Dispose();
        _storage?.Dispose();
        _tokens?.Dispose();
        _loginTokens?.Dispose();
    }

    /// <summary>The folder, or where the subscription is; neither, with the reason, when it is none of them.</summary>
    private (FolderDeadLetters? Folder, PubSubEndpoint? Subscription) DeadLetters(string location, out string? refusal)
    {
        if (location.StartsWith(FolderLocation.Scheme, StringComparison.Ordinal))
        {
            var folder = FolderLocation.Open(location, out refusal);
            return (folder is null ? null : new FolderDeadLetters(folder, clock), null);
        }

        refusal = PubSubSubscription.IsName(location) ? null : NoDeadLetters;
        return (null, refusal is null ? Endpoint(out refusal) : null);
    }

    private PushBroker? OpenPush(string location, out string? refusal)
    {
        var good = Uri.TryCreate(location[PushScheme.Length..], UriKind.Absolute, out var endpoint)
            && endpoint.Scheme is "http" or "https";
        refusal = good ? null : "push: is followed by no http or https address.";
        return good ? new PushBroker(endpoint!, new PushBrokerOptions(), clock) : null;
    }

    private PubSubTopic? OpenPubSub(string location, out string? refusal)
    {
        if (PubSubTopicName.Parse(location, variable(ProjectVariable), out refusal) is not { } name) return null;
        if (Endpoint(out refusal) is not { } endpoint) return null;
        IAccessTokens? tokens = endpoint.TakesTokens ? Tokens(out refusal) : NoAccessTokens.Instance;
        return tokens is null ? null : new PubSubTopic(name, endpoint, tokens, clock);
    }

    private PubSubEndpoint? Endpoint(out string? refusal)
    {
        var endpoint = PubSubEndpoint.Find(variable(PubSubEmulatorVariable), out refusal);
        if (endpoint is null) refusal = $"{PubSubEmulatorVariable} {refusal}";
        return endpoint;
    }

    private CloudStorageConnection? Storage(out string? refusal)
    {
        refusal = null;
        if (_storage is not null) return _storage;
        var emulator = variable(CloudStorageOptions.EmulatorVariable);
        if (CloudStorageOptions.ForEmulator(emulator, out refusal) is not { } options) return null;
        IAccessTokens? tokens = string.IsNullOrWhiteSpace(emulator) ? Tokens(out refusal) : NoAccessTokens.Instance;
        return tokens is null ? null : _storage = new CloudStorageConnection(options, tokens, clock);
    }

    /// <summary>Null for a login by password, and with a reason when the variable says neither.</summary>
    private MetadataTokens? Login(out string? refusal)
    {
        var login = variable(LoginVariable);
        refusal = login is null or "" or "password" or "iam" ? null : $"{LoginVariable} must be password or iam.";
        return login == "iam" ? LoginTokens(out refusal) : null;
    }

    private MetadataTokens? Tokens(out string? refusal)
    {
        refusal = null;
        return _tokens ??= MetadataTokens.FromEnvironment(variable, scope: null, clock, out refusal);
    }

    private MetadataTokens? LoginTokens(out string? refusal)
    {
        refusal = null;
        return _loginTokens ??= MetadataTokens.FromEnvironment(variable, LoginScope, clock, out refusal);
    }
}
