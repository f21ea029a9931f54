using System.Text.Json;
using Isotherm.Adapters.Messages;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;
using Isotherm.Testing;
using Isotherm.Testing.Messages;

namespace Isotherm.Adapters.Tests.Messages;

public sealed class FolderTopicTests : TopicContract, IDisposable
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ITopic Topic => new FolderTopic(Root, Clock);

    private string Root => Path.Combine(_folder.Path, "dead letters");

    protected override async Task<IReadOnlyList<TakenMessage>> TakenAsync()
    {
        var taken = new List<TakenMessage>();
        if (!Directory.Exists(Root)) return taken;
        foreach (var path in Directory.GetFiles(Root, "*.json"))
        {
            await using var file = File.OpenRead(path);
            using var json = await JsonDocument.ParseAsync(file, default, Cancellation);
            var message = json.RootElement;
            Assert.True(UtcText.TryParseMicroseconds(message.GetProperty("publishTime").GetString(), out var time));
            Assert.Equal(Path.GetFileNameWithoutExtension(path), message.GetProperty("messageId").GetString());
            taken.Add(new TakenMessage(
                message.GetProperty("messageId").GetString()!,
                time,
                message.GetProperty("body").GetString()!,
                message.GetProperty("attributes").EnumerateObject()
                    .ToDictionary(a => a.Name, a => a.Value.GetString()!)));
        }

        return taken;
    }

    [Fact]
    public async Task Files_sort_by_the_time_of_publishing()
    {
        foreach (var body in (string[])["1", "2", "3"])
        {
            await Topic.PublishAsync([new OutgoingMessage(body, NoAttributes)], Cancellation);
            Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var inOrder = (await TakenAsync()).OrderBy(message => message.MessageId, StringComparer.Ordinal);
        Assert.Equal(["1", "2", "3"], inOrder.Select(message => message.Body));
    }

    [Fact]
    public async Task A_file_is_legible()
    {
        await Topic.PublishAsync([new OutgoingMessage("{\"région\": 1}", NoAttributes)], Cancellation);

        var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Root)), Cancellation);
        Assert.Contains("  \"body\": \"{\\\"région\\\": 1}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_transient_failure()
    {
        await File.WriteAllTextAsync(Root, "in the way", Cancellation);

        await Assert.ThrowsAsync<TransientException>(
            () => Topic.PublishAsync([new OutgoingMessage("x", NoAttributes)], Cancellation));
    }
}
