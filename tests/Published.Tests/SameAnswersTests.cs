using System.Net;
using System.Text;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;
using Isotherm.Testing.Processes;

namespace Isotherm.Published.Tests;

/// <summary>What is refused is refused by the native binary in the same words.</summary>
public sealed class SameAnswersTests
{
    private const string Json = "application/json";
    private const string Structured = "application/cloudevents+json";

    private static readonly (string Body, string ContentType)[] Malformed =
    [
        ("", Json),
        ("hello", Json),
        ("{\"message\":", Json),
        ("[]", Json),
        ("{}", Json),
        ("{\"message\":{}}", Json),
        ("{\"message\":{\"messageId\":7}}", Json),
        ("{\"message\":{\"messageId\":\"\\ud800\"}}", Json),
        ("{\"message\":{\"messageId\":\"7\",\"data\":\"!!\"}}", Json),
        ("{\"message\":{\"messageId\":\"7\",\"attributes\":{\"a\":1}}}", Json),
        ("{\"message\":{\"messageId\":\"7\"},\"deliveryAttempt\":-1}", Json),
        ("{\"message\":{\"messageId\":\"7\"}}", "text/plain"),
        ("{\"message\":{\"messageId\":\"7\"}}", "application/json; charset=klingon"),
        ("hello", Structured),
        ("{}", Structured),
        ("{\"specversion\":\"2.0\",\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\"}", Structured),
        ("{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"//x\",\"type\":\"t\",\"data\":{}}", Structured),
        (new string('[', 5000), Json),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_malformed_event_is_refused_with_the_reason_that_the_ordinary_build_gives()
    {
        NativeFunctions.Folder();
        await using var places = await Places.EmbeddedAsync();

        var native = await AnswersAsync(FunctionBuild.Native, places);

        Assert.Equal(await AnswersAsync(FunctionBuild.Ordinary, places), native);
        Assert.All(native, answer => Assert.StartsWith("400 ", answer, StringComparison.Ordinal));
        Assert.True(native.Distinct().Count() > Malformed.Length / 2, string.Join('\n', native));
    }

    [Fact]
    public async Task A_message_that_can_never_succeed_is_put_aside_as_the_ordinary_build_does_it()
    {
        NativeFunctions.Folder();
        string[] poison = ["no message", "{}", """{"schema_version":1,"run":"../r"}"""];
        await using var ordinary = await Places.EmbeddedAsync();
        await using var native = await Places.EmbeddedAsync();

        await DeliverAsync(FunctionBuild.Ordinary, ordinary, poison);
        await DeliverAsync(FunctionBuild.Native, native, poison);

        Assert.Equal(poison, Places.Messages(native.DeadLetters));
        Assert.Equal(Reasons(ordinary), Reasons(native));
    }

    [Fact]
    public async Task An_unexpected_failure_is_logged_with_the_stack_that_led_to_it()
    {
        NativeFunctions.Folder();
        await using var places = await Places.EmbeddedAsync();
        await places.QueryAsync(
            "CREATE TRIGGER spoil AFTER INSERT ON runs BEGIN DELETE FROM runs; END");
        await using var aggregate = Functions.Aggregate(FunctionBuild.Native, places);
        using var http = new HttpClient { BaseAddress = await aggregate.AddressAsync(Cancellation) };
        var failed = new FailedRunMessage(
            new RunKey(Slot.TryParse("2019-02-19T14:00:00Z", out var slot) ? slot : default, RunId.Parse("r1")),
            slot.Start,
            "no answer");
        using var request = Push.Raw(MessageCodec.Write(failed));

        using var response = await http.SendAsync(request, Cancellation);
        aggregate.Terminate();
        await aggregate.ExitCodeAsync(Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("InvalidOperationException", aggregate.Output, StringComparison.Ordinal);
        Assert.Contains("   at Isotherm.Aggregate.Function.", aggregate.Output, StringComparison.Ordinal);
    }

    private static async Task<string[]> AnswersAsync(FunctionBuild build, Places places)
    {
        await using var aggregate = Functions.Aggregate(build, places);
        using var http = new HttpClient { BaseAddress = await aggregate.AddressAsync(Cancellation) };
        var answers = new List<string>();
        foreach (var (body, contentType) in Malformed)
        {
            using var request = Push.Request(Encoding.UTF8.GetBytes(body), contentType);
            using var response = await http.SendAsync(request, Cancellation);
            answers.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        }

        return [.. answers];
    }

    private static async Task DeliverAsync(FunctionBuild build, Places places, string[] messages)
    {
        await using var aggregate = Functions.Aggregate(build, places);
        using var http = new HttpClient { BaseAddress = await aggregate.AddressAsync(Cancellation) };
        foreach (var message in messages)
        {
            using var request = Push.Raw(message);
            using var response = await http.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }
    }

    private static string[] Reasons(Places places) => Places.Attributes(places.DeadLetters, "dead_letter_reason");
}
