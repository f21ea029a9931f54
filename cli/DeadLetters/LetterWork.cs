using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Replays;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Messages;

namespace Isotherm.Cli.DeadLetters;

/// <summary>Publishes dead letters again, or discards them.</summary>
internal sealed class LetterWork(IDeadLetters place, Surroundings surroundings)
{
    /// <summary>Publishes each letter once, and removes it and its copies when it has been taken.</summary>
    public async Task<int> RedriveAsync(
        string[] ids, PlaceOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var places = Places.Open(surroundings, "dead-letters redrive", options, parsed, out var code);
        if (places is null) return code;
        return await new LetterBox(place, surroundings).OpenAsync(
            async (groups, remove) =>
            {
                if (!Chosen(groups, ids).Is(out var chosen, out var unknown)) return surroundings.Fail(unknown);
                if (chosen.Length > 0) return await RedriveAsync(chosen, places, remove, cancellation);
                await surroundings.Output.WriteLineAsync("There are no dead letters.");
                return ExitCode.Success;
            },
            cancellation);
    }

    public Task<int> DiscardAsync(string[] ids, CancellationToken cancellation) =>
        new LetterBox(place, surroundings).OpenAsync(
            async (groups, remove) =>
            {
                if (!Chosen(groups, ids).Is(out var chosen, out var unknown)) return surroundings.Fail(unknown);
                foreach (var group in chosen)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await remove(group);
                }

                await surroundings.Output.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{chosen.Length} dead letters were discarded."));
                return ExitCode.Success;
            },
            cancellation);

    /// <summary>Opens the way to publish only now that there is something to be published.</summary>
    private async Task<int> RedriveAsync(
        LetterGroup[] chosen, Places places, Func<LetterGroup, Task> remove, CancellationToken cancellation)
    {
        var opened = await places.OpenDestinationAsync(surroundings, cancellation);
        if (!opened.Is(out var destination, out var refusal))
            return surroundings.Misuse("dead-letters redrive", refusal);
        await using (destination) return await RedriveAsync(chosen, destination, remove, cancellation);
    }

    private async Task<int> RedriveAsync(
        LetterGroup[] chosen,
        Destination destination,
        Func<LetterGroup, Task> remove,
        CancellationToken cancellation)
    {
        var redriven = 0;
        foreach (var group in chosen)
        {
            if (!group.IsText)
            {
                surroundings.Warn($"{group.Id} is no text and would be a dead letter again: discard it.");
                continue;
            }

            await destination.PublishAsync(group.Original(), cancellation);
            await remove(group);
            redriven++;
        }

        await surroundings.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{redriven} dead letters were published again to {Printable.OneLine(destination.Name)}."));
        if (destination.DeadLetters > 0)
            surroundings.Warn($"Some came back as dead letters at once: see {destination.LettersCommand}.");
        return redriven == chosen.Length && destination.DeadLetters == 0 ? ExitCode.Success : ExitCode.Attention;
    }

    /// <summary>The letters of these ids; all of them when there are no ids.</summary>
    private static Answer<LetterGroup[]> Chosen(IReadOnlyList<LetterGroup> groups, string[] ids)
    {
        if (ids.Length == 0) return groups.ToArray();
        var unknown = ids.FirstOrDefault(id => groups.All(group => group.Id != id));
        return unknown is null
            ? groups.Where(group => ids.Contains(group.Id, StringComparer.Ordinal)).ToArray()
            : $"There is no dead letter {unknown}: see isotherm dead-letters list. Nothing was done.";
    }
}
