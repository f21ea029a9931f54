using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Isotherm.Cli.Tests.Operations;
using Isotherm.Testing;
using Isotherm.Testing.Identity;
using Isotherm.Testing.Messages;
using Microsoft.Extensions.Time.Testing;
using static Isotherm.Cli.Tests.Operations.KeptPipeline;

namespace Isotherm.Cli.Tests.Doctor;

public sealed class DoctorCommandTests
{
    private const string Hour = "2019-02-19T14:00:00Z";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pipeline_that_is_in_order_has_nothing_to_do()
    {
        await using var pipeline = await EvaluatedAsync();

        var found = await FindAsync(pipeline.Shell, code: 0);

        Assert.All(found.Values, check => Assert.Contains(check.State, (string[])["ok", "skipped"]));
        Assert.All(found.Values, check => Assert.Equal("", check.Remedy));
        Said.First("isotherm ", found["versions"].Found);
        Said.Contains("SQLite 3.", found["database"].Found);
        Said.Contains("Method rectangle; the last run evaluated is 2019-02-19T14:00:00Z a.", found["tables"].Found);
        Said.Contains("13 regions", found["shapes"].Found);
        Said.Contains("can be listed", found["raw bucket"].Found);
    }

    [Fact]
    public async Task Without_anything_to_look_at_it_says_what_to_name()
    {
        using var shell = new Shell();

        var said = await shell.RunAsync("doctor");

        Assert.Equal(0, said.Code);
        Said.First("isotherm: warning: Nothing is given to look at: use --bucket, --topic and --database", said.Error);
    }

    [Fact]
    public async Task Every_variable_that_is_wrong_is_named_and_never_with_its_value()
    {
        using var shell = new Shell();
        shell.Variables["MIN_CELSIUS"] = "planted-secret";
        shell.Variables["SLOT_MINUTES"] = "7";
        shell.Variables["SENSOR_API_URL"] = "planted-address";
        shell.Variables["SENSOR_API_KEY"] = "planted key";

        var said = await shell.RunAsync("doctor", "--format", "json");

        Assert.Equal(3, said.Code);
        foreach (var name in (string[])["MIN_CELSIUS", "SLOT_MINUTES", "SENSOR_API_URL", "SENSOR_API_KEY"])
            Said.Contains($"\"found\":\"{name} ", said.Output.Replace(": \"", ":\"", StringComparison.Ordinal));
        Said.Not("planted", said.Output + said.Error);
    }

    [Fact]
    public async Task A_database_that_is_not_migrated_is_told_with_the_command_that_mends_it()
    {
        await using var pipeline = await EvaluatedAsync();
        await pipeline.Shell.RunAsync("migrate", "down", "--to", "2");

        var schema = (await FindAsync(pipeline.Shell, code: 3))["schema"];

        Assert.Equal("wrong", schema.State);
        Said.First("Not applied yet: 3 ", schema.Found);
        Said.First("isotherm migrate", schema.Remedy);
    }

    [Fact]
    public async Task A_file_that_is_no_database_any_more_or_not_there_is_told()
    {
        await using var pipeline = await EvaluatedAsync();
        var file = pipeline.Shell.PathOf("isotherm.db");
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 4).Fill(0x5a);
        await File.WriteAllBytesAsync(file, bytes, Cancellation);

        Assert.Equal("wrong", (await FindAsync(pipeline.Shell, code: 3))["database"].State);
        pipeline.Shell.Variables["DATABASE"] = "sqlite:./absent.db";
        Said.Contains("absent.db is not there", (await FindAsync(pipeline.Shell, code: 3))["database"].Found);
        Assert.False(File.Exists(pipeline.Shell.PathOf("absent.db")));
    }

    [Fact]
    public async Task Shapes_that_are_absent_unusable_in_disorder_or_not_those_of_the_last_run_are_told_apart()
    {
        await using var pipeline = await EvaluatedAsync();

        await pipeline.UseShapesAsync(shift: 1);
        Said.First("The last run was evaluated by other shapes", (await ShapesAsync(pipeline, code: 0)).Found);
        await ReplaceShapesAsync(pipeline, ShapeDocuments.GeoJson(ShapeDocuments.Squares.Reverse()));
        Said.Contains("is not in the order of the codes", (await ShapesAsync(pipeline, code: 0)).Found);
        await ReplaceShapesAsync(pipeline, "{}"u8.ToArray());
        Assert.Equal("wrong", (await ShapesAsync(pipeline, code: 3)).State);
        await ReplaceShapesAsync(pipeline, null);
        var absent = await ShapesAsync(pipeline, code: 3);
        Said.Contains("is not there", absent.Found);
        Said.First("isotherm regions import", absent.Remedy);
    }

    [Fact]
    public async Task Dead_letters_in_a_folder_are_counted_and_stay_there()
    {
        await using var pipeline = await EvaluatedAsync();
        pipeline.Shell.Variables["DEAD_LETTER_TOPIC"] = "file:./letters";
        Assert.Equal("There are none.", (await FindAsync(pipeline.Shell, code: 0))["dead letters"].Found);
        var letter = new Adapters.Messages.FolderTopic(pipeline.Shell.PathOf("letters"), TimeProvider.System);
        await letter.PublishAsync([new("{}", new Dictionary<string, string>())], Cancellation);

        var found = (await FindAsync(pipeline.Shell, code: 0))["dead letters"];

        Assert.Equal(("warning", "1 messages were given up."), (found.State, found.Found));
        Said.Contains("1 messages", (await FindAsync(pipeline.Shell, code: 0))["dead letters"].Found);
    }

    [Fact]
    public async Task A_pushed_address_that_does_not_answer_is_told()
    {
        using var shell = new Shell();
        await using var target = await PushTarget.StartAsync(_ => 204);
        shell.Variables["TOPIC"] = $"push:http://127.0.0.1:{LoopbackPort.Free()}/";
        Said.Contains("cannot be reached: ConnectionError", (await FindAsync(shell, code: 3))["topic"].Found);

        shell.Variables["SENSOR_API_URL"] = $"http://127.0.0.1:{LoopbackPort.Free()}/";
        shell.Variables["SENSOR_API_KEY"] = "planted";
        var api = (await FindAsync(shell, code: 3))["sensor API"];
        Said.Last("cannot be reached: ConnectionRefused.", api.Found);
        shell.Variables["SENSOR_API_URL"] = target.Address.ToString();
        Said.Last("takes connections; it was not called.", (await FindAsync(shell, code: 3))["sensor API"].Found);
        Assert.Empty(target.Rest());
    }

    [Fact]
    public async Task Without_a_token_what_needs_one_is_not_waited_for()
    {
        await using var metadata = await RudeMetadataServer.StartAsync();
        using var shell = new Shell();
        shell.Variables["GCE_METADATA_HOST"] = metadata.Host;
        shell.Variables["RAW_BUCKET"] = "gs://my-bucket";
        shell.Variables["TOPIC"] = "projects/my-project/topics/runs";
        metadata.Be(RudeMetadataServer.Status(404));

        var found = await FindAsync(shell, code: 3);

        Assert.Equal("wrong", found["credentials"].State);
        Said.Contains("answered 404", found["credentials"].Found);
        Said.First("Run it as a service account", found["credentials"].Remedy);
        foreach (var subject in (string[])["raw bucket", "shapes", "topic"])
            Said.First("There is no access token for ", found[subject].Found);
        Assert.Equal(1, metadata.Requests);
    }

    [Fact]
    public async Task A_server_that_is_silent_costs_no_more_than_the_limit()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var shell = new Shell();
        shell.Variables["STORAGE_EMULATOR_HOST"] = silent.LocalEndpoint.ToString()!;
        shell.Variables["RAW_BUCKET"] = "gs://my-bucket";

        var said = await shell.RunAsync("doctor", "--timeout", "1", "--format", "json");

        Assert.Equal(3, said.Code);
        Assert.Equal("No answer within 1 s.", Read(said.Output)["raw bucket"].Found);
    }

    [Fact]
    public async Task A_topic_of_PubSub_is_found_or_not_and_its_letters_are_not_taken()
    {
        using var emulator = PubSubEmulator.Need();
        using var there = await emulator.CreateTopicAsync("there", Cancellation);
        await emulator.CreateSubscriptionAsync("kept", "there", Cancellation);
        using var shell = new Shell();
        shell.Variables["PUBSUB_EMULATOR_HOST"] = emulator.Endpoint.Address.Authority;
        shell.Variables["TOPIC"] = $"projects/{emulator.Project}/topics/there";
        shell.Variables["DEAD_LETTER_TOPIC"] = $"projects/{emulator.Project}/topics/absent";
        shell.Variables["DEAD_LETTER_SUBSCRIPTION"] = $"projects/{emulator.Project}/subscriptions/kept";

        var found = await FindAsync(shell, code: 3);

        Said.Last("/topics/there is there.", found["topic"].Found);
        Said.Contains("has no such topic", found["dead-letter topic"].Found);
        Assert.Equal("skipped", found["dead letters"].State);
        Assert.Equal("skipped", found["credentials"].State);
    }

    [Fact]
    public async Task A_MySQL_server_is_told_with_its_version_and_its_clock_is_compared()
    {
        await using var pipeline = await CreateAsync(isMySql: true);
        var found = await FindAsync(pipeline.Shell, code: 0);
        Said.Contains("MySQL ", found["database"].Found);
        Assert.Equal(("ok", "ok"), (found["schema"].State, found["clock"].State));

        pipeline.Shell.Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(5));
        var late = (await FindAsync(pipeline.Shell, code: 3))["clock"];
        Assert.Equal("wrong", late.State);
        Said.Contains("s from that of the database", late.Found);
    }

    [Fact]
    public async Task On_a_terminal_it_fits_and_says_the_same()
    {
        await using var pipeline = await EvaluatedAsync();
        pipeline.Shell.Terminal = 100;
        pipeline.Shell.Variables["NO_COLOR"] = "1";

        var lines = (await pipeline.Shell.RunAsync("doctor")).Succeeded().Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.Contains(lines, line => line.Contains("schema", StringComparison.Ordinal)
            && line.Contains("ok", StringComparison.Ordinal));
    }

    private static async Task<KeptPipeline> EvaluatedAsync()
    {
        var pipeline = await CreateAsync();
        await pipeline.CommitAsync(Hour, "a", KeptPipeline.Array(Reading("a", 0, "10")));
        (await pipeline.Shell.RunAsync("replay", "--from", Hour, "--to", Hour)).Succeeded();
        return pipeline;
    }

    private static async Task<(string State, string Found, string Remedy)> ShapesAsync(
        KeptPipeline pipeline, int code) => (await FindAsync(pipeline.Shell, code))["shapes"];

    private static async Task ReplaceShapesAsync(KeptPipeline pipeline, byte[]? bytes)
    {
        var name = Aggregate.AggregateOptions.Default.ShapesObject;
        var live = await pipeline.Bucket.FindAsync(name, Cancellation);
        if (bytes is null) await pipeline.Bucket.DeleteAsync(name, live!.Generation, Cancellation);
        else await pipeline.Bucket.ReplaceAsync(name, bytes, live!.Generation, Cancellation);
    }

    private static async Task<Dictionary<string, (string State, string Found, string Remedy)>> FindAsync(
        Shell shell, int code)
    {
        var said = await shell.RunAsync("doctor", "--format", "json");
        Assert.Equal(code, said.Code);
        return Read(said.Output);
    }

    private static Dictionary<string, (string State, string Found, string Remedy)> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateArray().ToDictionary(
            check => Text(check, "check"),
            check => (Text(check, "state"), Text(check, "found"), Text(check, "remedy")));
    }

    private static string Text(JsonElement check, string name) => check.GetProperty(name).GetString() ?? "";
}
