using System.Diagnostics;
using Isotherm.Testing.Messages;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Operations;

/// <summary>What the README says for who has no isotherm at hand: gcloud, jq and the manifest are enough.</summary>
public sealed class GcloudReplayTests
{
    [Fact]
    public async Task The_message_in_a_manifest_can_be_published_by_gcloud_and_arrives_as_it_is()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var emulator = PubSubEmulator.Need();
        foreach (var tool in new[] { "gcloud", "jq" }) Require(tool);
        await using var pipeline = await CreateAsync();
        using var topic = await emulator.CreateTopicAsync("runs", cancellation);
        await emulator.CreateSubscriptionAsync("kept", "runs", cancellation);
        var manifest = await pipeline.CommitAsync("2019-02-19T14:00:00Z", "a", Array(Reading("a", 0, "5")));
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = pipeline.Shell.PathOf("bucket/raw/v1/2019/02/19/14/a"),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(
            "gcloud pubsub topics publish runs --message=\"$(jq -r '.parts[0].message' manifest.json)\"");
        start.Environment["CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB"] = emulator.Endpoint.Address.AbsoluteUri;
        start.Environment["CLOUDSDK_AUTH_ACCESS_TOKEN"] = "any";
        start.Environment["CLOUDSDK_CORE_PROJECT"] = emulator.Project;
        start.Environment["CLOUDSDK_CONFIG"] = pipeline.Shell.PathOf("gcloud");

        using var gcloud = Process.Start(start)!;
        var (output, error) = (gcloud.StandardOutput.ReadToEndAsync(cancellation),
            gcloud.StandardError.ReadToEndAsync(cancellation));
        await gcloud.WaitForExitAsync(cancellation);

        Assert.True(gcloud.ExitCode == 0, await output + await error);
        var received = (await emulator.PullAsync("kept", 1, cancellation)).Single().GetProperty("message");
        var body = System.Text.Encoding.UTF8.GetString(received.GetProperty("data").GetBytesFromBase64());
        Assert.Equal(manifest.Parts[0].Message, body);
    }

    private static void Require(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, tool)))) Assert.Skip($"{tool} is not on PATH.");
    }
}
