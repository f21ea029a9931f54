using System.Diagnostics.CodeAnalysis;
using System.Text;
using Isotherm.Core.Failures;
using Isotherm.Core.Messages;
using Isotherm.Hosting;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Messages;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.World;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Simulation.Planted;

/// <summary>The run is named by the clock, not by the schedule: a retry is another run.</summary>
internal sealed class WallClockName : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.RunsAreAskedFor];

    public override IHttpFunction Fetch(SimulatedWorld world, IHttpFunction function) =>
        new WrongFunction(context =>
        {
            context.Request.Headers.Remove("X-CloudScheduler-ScheduleTime");
            return function.HandleAsync(context);
        });
}

internal sealed class AckBeforeCommit : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.SuccessIsDurable];

    public override IHttpFunction Aggregate(SimulatedWorld world, IHttpFunction function) =>
        new WrongFunction(context =>
        {
            var later = new DefaultHttpContext();
            later.Request.Method = context.Request.Method;
            later.Request.ContentType = context.Request.ContentType;
            later.Request.Body = context.Request.Body;
            foreach (var header in context.Request.Headers) later.Request.Headers[header.Key] = header.Value;
            _ = function.HandleAsync(later);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
}

internal sealed class SwallowedException : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.SuccessIsDurable];

    public override IHttpFunction Aggregate(SimulatedWorld world, IHttpFunction function) =>
        new WrongFunction(context => SwallowAsync(function, context));

    [SuppressMessage("Design", "CA1031", Justification = "This is the defect.")]
    private static async Task SwallowAsync(IHttpFunction function, HttpContext context)
    {
        try
        {
            await function.HandleAsync(context);
        }
        catch (Exception)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}

/// <summary>An outage of the database makes dead letters of good messages.</summary>
internal sealed class OutageMakesDeadLetters : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.DeadLettersAreWhole];

    public override IHttpFunction Aggregate(SimulatedWorld world, IHttpFunction function) =>
        new WrongFunction(async context =>
        {
            try
            {
                await function.HandleAsync(context);
            }
            catch (TransientException failure) when (context.Items["delivery"] is Delivery)
            {
                var message = ((Delivery)context.Items["delivery"]!).Message;
                world.Answers.SeeDeadLetter(new OutgoingMessage(message.Content.Body, new Dictionary<string, string>
                {
                    ["dead_letter_reason"] = failure.Message,
                    ["dead_letter_message_id"] = message.Id,
                }));
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
        });
}

/// <summary>Fetch does not wait for the topic.</summary>
internal sealed class PublishNotAwaited : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.NoOrphan];

    public override ITopic Topic(SimulatedWorld world, ITopic topic) => new HastyTopic(topic);

    private sealed class HastyTopic(ITopic inner) : ITopic
    {
        public Task PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
        {
            _ = inner.PublishAsync(messages, CancellationToken.None);
            return Task.CompletedTask;
        }
    }
}

/// <summary>A sweep copies what is not evaluated into a new run instead of announcing it again.</summary>
internal sealed class SweepIntoASecondRun : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.RunsAreAskedFor];

    public override IReadOnlyList<string>? Sweep(SimulatedWorld world, ExpectedRun run)
    {
        var manifest = string.Join('/', run.Objects[0].Name.Split('/')[..^2]) + "/manifest.json";
        var copy = Copied(Encoding.UTF8.GetString(world.RawStore.Find(manifest)!.Value.Bytes), run, []);
        var generations = new List<(long Old, long New)>();
        foreach (var ((name, generation), bytes) in run.Objects.Zip(run.Bodies))
        {
            var written = world.RawStore.Put(Copied(name, run, []), bytes, expectedGeneration: 0).Written!;
            generations.Add((generation, written.Generation));
        }

        var bytesOfCopy = Encoding.UTF8.GetBytes(Copied(copy, run, generations));
        world.RawStore.Put(Copied(manifest, run, []), bytesOfCopy, expectedGeneration: 0);
        return [.. run.Messages.Select(message => Copied(message, run, generations))];
    }

    private static string Copied(string text, ExpectedRun run, IEnumerable<(long Old, long New)> generations) =>
        generations.Aggregate(
            text.Replace(run.Run, "swept", StringComparison.Ordinal),
            (copy, generation) => copy.Replace($"{generation.Old}", $"{generation.New}", StringComparison.Ordinal));
}
