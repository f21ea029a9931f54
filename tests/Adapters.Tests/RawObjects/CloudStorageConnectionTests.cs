using Isotherm.Adapters.Identity;
using Isotherm.Adapters.RawObjects;
using Isotherm.Core.Failures;

namespace Isotherm.Adapters.Tests.RawObjects;

/// <summary>Where Cloud Storage is found, and as whom.</summary>
public sealed class CloudStorageConnectionTests : CloudStorageFixture
{
    [Theory]
    [InlineData(null, "https://storage.googleapis.com/")]
    [InlineData("", "https://storage.googleapis.com/")]
    [InlineData(" ", "https://storage.googleapis.com/")]
    [InlineData("127.0.0.1:9000", "http://127.0.0.1:9000/")]
    [InlineData("localhost:9000", "http://localhost:9000/")]
    [InlineData("http://localhost:9000", "http://localhost:9000/")]
    [InlineData("https://gcs.test/", "https://gcs.test/")]
    [InlineData("http://localhost:9000/below/", "http://localhost:9000/below/")]
    public void An_emulator_is_named_with_or_without_a_scheme(string? value, string endpoint) =>
        Assert.Equal(endpoint, CloudStorageOptions.ForEmulator(value, out _)!.Endpoint.AbsoluteUri);

    [Theory]
    [InlineData("ftp://localhost")]
    [InlineData("http://")]
    [InlineData("local host:1")]
    [InlineData("localhost:99999")]
    [InlineData("http://user@localhost")]
    [InlineData("http://localhost?x")]
    public void What_is_no_address_is_refused_by_the_name_of_its_variable(string value)
    {
        Assert.Null(CloudStorageOptions.ForEmulator(value, out var refusal));
        Assert.Equal("STORAGE_EMULATOR_HOST is no address: write host:port or http://host:port.", refusal);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        Storage.Objects.Put(Name, "12"u8);
        Storage.Token = "new";

        Assert.NotNull(await Connect(Options, new GivenTokens("old", "new")).FindAsync(Name, Cancellation));

        Assert.Equal(
            ["Bearer old", "Bearer new"], Storage.Log.Select(request => (string?)request.Headers.Authorization));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_an_error_that_does_not_tell_it()
    {
        Storage.Token = "new";

        var failure = await Assert.ThrowsAsync<TransientException>(
            () => Connect(Options, new GivenTokens("ya29.secret")).FindAsync(Name, Cancellation));

        Assert.Equal(2, Storage.Log.Length);
        Assert.Contains(
            "status 401 (Invalid Credentials). The access token was refused",
            failure.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_a_refusal_is_final()
    {
        Storage.Token = "new";

        await Assert.ThrowsAsync<TransientException>(() => Bucket.FindAsync(Name, Cancellation));
        Assert.Single(Storage.Log);
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_not_asked_for_again_by_the_bucket()
    {
        var tokens = new GivenTokens();

        await Assert.ThrowsAsync<TransientException>(() => Connect(Options, tokens).FindAsync(Name, Cancellation));
        Assert.Equal(1, tokens.Asked);
        Assert.Empty(Storage.Log);
    }

    [Theory]
    [InlineData("rude-bucket", true)]
    [InlineData("a_b.c-1", true)]
    [InlineData("ab", false)]
    [InlineData("Upper", false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a..b", false)]
    [InlineData("abc\n", false)]
    [InlineData("a/b", false)]
    [InlineData("a:b", false)]
    [InlineData("gs://abc", false)]
    [InlineData("", false)]
    public void A_bucket_is_named_by_the_rules_of_buckets(string name, bool isName)
    {
        Assert.Equal(isName, CloudStorageBucket.IsName(name));
        using var connection = new CloudStorageConnection(Options, NoAccessTokens.Instance, Clock);
        if (isName) Assert.Equal(name, new CloudStorageBucket(name, connection).Name);
        else Assert.Throws<ArgumentException>(() => new CloudStorageBucket(name, connection));
    }

    [Fact]
    public void A_bucket_name_is_long_at_most_222_letters_and_63_between_dots()
    {
        var label = new string('a', 63);

        Assert.True(CloudStorageBucket.IsName(label));
        Assert.False(CloudStorageBucket.IsName(label + "a"));
        Assert.True(CloudStorageBucket.IsName($"{label}.{label}.{label}.{new string('a', 30)}"));
        Assert.False(CloudStorageBucket.IsName($"{label}.{label}.{label}.{new string('a', 31)}"));
    }

    [Fact]
    public void Options_that_cannot_work_are_a_defect_of_the_caller()
    {
        CloudStorageOptions[] wrong =
        [
            Options with { ChunkBytes = 0 },
            Options with { ChunkBytes = Quantum + 1 },
            Options with { PageSize = 0 },
            Options with { PageSize = 1001 },
            Options with { FirstDelay = TimeSpan.FromTicks(-1) },
            Options with { FirstDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(1) },
            Options with { Deadline = TimeSpan.Zero },
            Options with { AttemptTimeout = TimeSpan.Zero },
            Options with { StallTimeout = TimeSpan.Zero },
        ];

        Assert.All(wrong, options => Assert.Throws<ArgumentException>(
            () => new CloudStorageConnection(options, NoAccessTokens.Instance, Clock)));
    }
}
