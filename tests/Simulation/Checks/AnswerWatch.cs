using System.Text;
using System.Text.Json;
using Isotherm.Core.Messages;
using Isotherm.Simulation.Messages;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.Tables;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Checks;

/// <summary>Looks at every answer before it leaves: a success stands for something durable.</summary>
internal sealed class AnswerWatch(Database database, Expectation expected, RawWatch raw, Verdict verdict)
{
    private const string DeliveryItem = "delivery";

    private readonly HashSet<string> _published = new(StringComparer.Ordinal);

    /// <summary>Bodies that were sent on purpose and can never succeed.</summary>
    public HashSet<string> Poison { get; } = new(StringComparer.Ordinal);

    /// <summary>What the function put aside.</summary>
    public List<OutgoingMessage> DeadLetters { get; } = [];

    public static void Mark(HttpContext context, Delivery delivery) => context.Items[DeliveryItem] = delivery;

    public void SeePublished(OutgoingMessage message)
    {
        raw.RequireNoKey(message.Body, "a message");
        _published.Add(message.Body);
    }

    public void SeeDeadLetter(OutgoingMessage message)
    {
        raw.RequireNoKey(message.Body, "a dead letter");
        DeadLetters.Add(message);
        var isWhole = message.Attributes.GetValueOrDefault("dead_letter_reason") is { Length: > 0 }
            && message.Attributes.GetValueOrDefault("dead_letter_message_id") is { Length: > 0 };
        verdict.Require(
            isWhole, Invariant.DeadLettersAreWhole, $"A dead letter lacks its reason or id: {message.Body}");
        verdict.Require(
            Poison.Contains(message.Body),
            Invariant.DeadLettersAreWhole,
            $"A good message became a dead letter, because of {message.Attributes["dead_letter_reason"]}");
    }

    /// <summary>I7 for the broker.</summary>
    public void SeeAggregate(HttpContext context)
    {
        RequireNoKey(context);
        if (context.Response.StatusCode is < 200 or > 299) return;
        if (context.Items[DeliveryItem] is not Delivery delivery) return;
        var body = delivery.Message.Content.Body;
        verdict.Require(
            Poison.Contains(body) ? IsPutAside(body) : IsRecorded(body),
            Invariant.SuccessIsDurable,
            $"Message {delivery.Message.Id} was answered {context.Response.StatusCode} before it was durable: {body}");
    }

    /// <summary>I7 for the scheduler: the run is committed and every message of it was taken.</summary>
    public void SeeFetch(HttpContext context)
    {
        RequireNoKey(context);
        if (context.Response.StatusCode is < 200 or > 299) return;
        context.Response.Body.Position = 0;
        using var answer = JsonDocument.Parse(context.Response.Body);
        var key = $"{answer.RootElement.GetProperty("slot").GetString()} "
            + answer.RootElement.GetProperty("run").GetString();
        var run = expected.Find(key);
        verdict.Require(run is not null, Invariant.SuccessIsDurable, $"Fetch answered success without a run {key}.");
        verdict.Require(
            run is null || run.Messages.TrueForAll(_published.Contains),
            Invariant.NoOrphan,
            $"Fetch answered success before all messages of {key} were taken.");
    }

    private void RequireNoKey(HttpContext context)
    {
        verdict.Require(
            context.Response.StatusCode != StatusCodes.Status500InternalServerError,
            Invariant.NoSurprise,
            $"A function failed in a way that nobody expects.");
        if (context.Response.Body is MemoryStream body)
            raw.RequireNoKey(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), "an answer");
    }

    private bool IsPutAside(string body) => DeadLetters.Exists(letter => letter.Body == body);

    private bool IsRecorded(string body)
    {
        using var document = JsonDocument.Parse(body);
        var message = document.RootElement;
        var key = $"{message.GetProperty("slot").GetString()} {message.GetProperty("run").GetString()}";
        if (!message.TryGetProperty("part", out var part))
            return database.Failures.Committed.Any(failure => failure.Key.Item1.ToString() == key);
        return database.Parts.Committed.Any(row =>
            row.Value.Entry.Key.ToString() == key && row.Key.Part == part.GetInt32());
    }
}
