using Isotherm.Adapters.Messages;
using Isotherm.Testing;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class TopicsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_opened_and_made()
    {
        var path = Path.Combine(_folder.Path, "dead");

        Assert.IsType<FolderTopic>(Topics.Open("file:" + path, TimeProvider.System, out var refusal));
        Assert.Null(refusal);
        Assert.True(Directory.Exists(path));
    }

    [Fact]
    public async Task A_push_address_is_a_broker_of_this_process()
    {
        var topic = Topics.Open("push:http://127.0.0.1:8081/", TimeProvider.System, out var refusal);

        Assert.Null(refusal);
        await using var broker = Assert.IsType<PushBroker>(topic);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("projects/p/topics/runs")]
    [InlineData("")]
    public void A_topic_of_Pub_Sub_is_refused_with_what_to_do(string location)
    {
        Assert.Null(Topics.Open(location, TimeProvider.System, out var refusal));
        Assert.Contains("Pub/Sub arrives with a later version", refusal, StringComparison.Ordinal);
        Assert.Contains("push:URL", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("push:")]
    [InlineData("push:/path")]
    [InlineData("push:localhost:8080")]
    [InlineData("push:ftp://x/")]
    [InlineData("file:")]
    public void A_location_that_leads_nowhere_is_refused(string location)
    {
        Assert.Null(Topics.Open(location, TimeProvider.System, out var refusal));
        Assert.Contains($"'{location}'", refusal, StringComparison.Ordinal);
    }
}
