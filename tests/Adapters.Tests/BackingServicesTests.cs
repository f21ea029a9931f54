using Isotherm.Adapters.Messages;
using Isotherm.Adapters.RawObjects;
using Isotherm.Testing;
using Isotherm.Testing.RawObjects;

namespace Isotherm.Adapters.Tests;

/// <summary>What a location opens, and what is said of one that opens nothing. No value is repeated.</summary>
public sealed class BackingServicesTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly BackingServices _services;

    public BackingServicesTests() => _services = new(_variables.GetValueOrDefault, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_folder_is_a_bucket_and_is_made()
    {
        var path = Path.Combine(_folder.Path, "new", "raw");

        var bucket = _services.OpenBucket("file:" + path, out var refusal);

        Assert.Null(refusal);
        Assert.Equal("raw", bucket!.Name);
        Assert.True(Directory.Exists(path));
    }

    [Theory]
    [InlineData("gs://my-bucket")]
    [InlineData("gs://my-bucket/")]
    public void A_bucket_of_Cloud_Storage_is_called_by_its_own_name_in_messages(string location)
    {
        var bucket = Assert.IsType<CloudStorageBucket>(_services.OpenBucket(location, out var refusal));

        Assert.Null(refusal);
        Assert.Equal("my-bucket", bucket.Name);
    }

    [Fact]
    public async Task The_emulator_of_Cloud_Storage_is_used_when_the_environment_names_one()
    {
        await using var storage = await RudeStorage.StartAsync(TimeProvider.System);
        storage.Objects.Put("name", "12"u8);
        _variables["STORAGE_EMULATOR_HOST"] = storage.Endpoint.Authority;

        var bucket = _services.OpenBucket("gs://" + RudeStorage.Bucket, out _);

        Assert.NotNull(await bucket!.FindAsync("name", TestContext.Current.CancellationToken));
        Assert.False(Assert.Single(storage.Log).Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("my-bucket", "write gs://BUCKET for Cloud Storage or file:PATH for a folder.")]
    [InlineData("gs://", "write gs://BUCKET")]
    [InlineData("gs://Upper", "write gs://BUCKET")]
    [InlineData("gs://bucket/folder", "write gs://BUCKET")]
    [InlineData("GS://bucket", "write gs://BUCKET")]
    [InlineData("", "write gs://BUCKET")]
    [InlineData("FILE:x", "write gs://BUCKET")]
    [InlineData("file:", "names no folder")]
    [InlineData("file:  ", "names no folder")]
    [InlineData("file:a\0b", "NUL")]
    [InlineData("file:/", "root of a disk")]
    public void What_is_no_bucket_is_refused_with_what_to_write(string location, string says)
    {
        Assert.Null(_services.OpenBucket(location, out var refusal));
        Assert.Contains(says, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        var file = _folder.File("file");
        File.WriteAllText(file, "");

        Assert.Null(_services.OpenBucket("file:" + file, out var same));
        Assert.Null(_services.OpenTopic("file:" + Path.Combine(file, "below"), out var below));
        Assert.Contains("cannot be used as a folder", same, StringComparison.Ordinal);
        Assert.Contains("cannot be used as a folder", below, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STORAGE_EMULATOR_HOST", "ftp://secret")]
    [InlineData("GCE_METADATA_HOST", "no secret host")]
    public void A_variable_that_leads_nowhere_is_named_and_its_value_is_not(string variable, string value)
    {
        _variables[variable] = value;

        Assert.Null(_services.OpenBucket("gs://my-bucket", out var refusal));
        Assert.Contains(variable, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_a_topic_and_is_made()
    {
        var path = _folder.File("dead");

        Assert.IsType<FolderTopic>(_services.OpenTopic("file:" + path, out var refusal));
        Assert.Null(refusal);
        Assert.True(Directory.Exists(path));
    }

    [Fact]
    public void A_push_address_is_a_broker_of_this_process()
    {
        Assert.IsType<PushBroker>(_services.OpenTopic("push:http://127.0.0.1:8081/", out var refusal));
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("projects/my-project/topics/runs", "")]
    [InlineData("runs", "my-project")]
    public void A_topic_of_Pub_Sub_is_named_whole_or_in_the_project_of_the_environment(string location, string project)
    {
        _variables["GOOGLE_CLOUD_PROJECT"] = project;

        Assert.IsType<PubSubTopic>(_services.OpenTopic(location, out var refusal));
        Assert.Null(refusal);
    }

    [Theory]
    [InlineData("runs", "set GOOGLE_CLOUD_PROJECT")]
    [InlineData("", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("projects/p/topics/", "write projects/PROJECT/topics/TOPIC")]
    [InlineData("push:", "no http or https address")]
    [InlineData("push:/path", "no http or https address")]
    [InlineData("push:localhost:8080", "no http or https address")]
    [InlineData("push:ftp://x/", "no http or https address")]
    [InlineData("file:", "names no folder")]
    public void What_is_no_topic_is_refused_with_what_to_write(string location, string says)
    {
        Assert.Null(_services.OpenTopic(location, out var refusal));
        Assert.Contains(says, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("projects/my-project/subscriptions/dead-letters", "", typeof(MonitoredDeadLetterCount))]
    [InlineData("projects/my-project/subscriptions/dead-letters", "127.0.0.1:8085", null)]
    [InlineData("file:letters", "", typeof(FolderDeadLetters))]
    public async Task Dead_letters_are_counted_where_they_lie_and_on_an_emulator_nobody_counts(
        string location, string emulator, Type? kind)
    {
        _variables["PUBSUB_EMULATOR_HOST"] = emulator;
        var here = location.Replace("file:", "file:" + _folder.Path + "/", StringComparison.Ordinal);

        var count = _services.OpenDeadLetterCount(here, out var refusal);

        Assert.Null(refusal);
        if (kind is not null) Assert.IsType(kind, count);
        else Assert.Null(await count!.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("dead-letters")]
    [InlineData("projects/p/topics/letters")]
    [InlineData("projects/p/subscriptions/x\" OR metric.type = \"y")]
    public void What_holds_no_dead_letters_is_refused_with_what_to_write(string location)
    {
        Assert.Null(_services.OpenDeadLetterCount(location, out var refusal));
        Assert.StartsWith("write projects/PROJECT/subscriptions/SUBSCRIPTION", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:", "", "sqlite: is followed by no path.")]
    [InlineData("sqlite:x.db", "iam", "A login by IAM is for MySQL; sqlite: takes none.")]
    [InlineData("sqlite:x.db", "other", "DATABASE_LOGIN must be password or iam.")]
    [InlineData("Server=x", "", "The MySQL connection string names no Database.")]
    public void Reports_are_refused_like_the_database_that_they_are_of(string location, string login, string says)
    {
        _variables["DATABASE_LOGIN"] = login;

        Assert.Null(_services.OpenReports(location, TimeSpan.FromSeconds(5), out var refusal));
        Assert.Equal(says, refusal);
    }

    [Fact]
    public async Task Reports_of_a_file_that_is_not_there_make_none()
    {
        var reports = _services.OpenReports("sqlite:" + _folder.File("none.db"), TimeSpan.FromSeconds(5), out _);

        await Assert.ThrowsAsync<Core.Failures.TransientException>(
            () => reports!.MethodAsync(TestContext.Current.CancellationToken));
        Assert.False(File.Exists(_folder.File("none.db")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3_601)]
    public void A_limit_that_is_none_is_a_mistake_of_the_program(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _services.OpenReports("sqlite:x.db", TimeSpan.FromSeconds(seconds), out _));

    [Fact]
    public void An_emulator_of_Pub_Sub_without_a_port_is_named_by_its_variable()
    {
        _variables["PUBSUB_EMULATOR_HOST"] = "ftp://secret";

        Assert.Null(_services.OpenTopic("projects/my-project/topics/runs", out var refusal));
        Assert.StartsWith("PUBSUB_EMULATOR_HOST must be", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }
}
