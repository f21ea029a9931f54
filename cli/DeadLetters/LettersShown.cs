using System.Globalization;
using System.Text;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Ledger;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Messages;
using Isotherm.Core.Runs;

namespace Isotherm.Cli.DeadLetters;

/// <summary>Shows dead letters, and leaves them where they are.</summary>
internal sealed class LettersShown(IDeadLetters place, Surroundings surroundings)
{
    private static readonly ListColumn[] Columns =
    [
        new("id", "Id"), new("hour", "Hour"), new("run", "Run", Folds: true), new("part", "Part", IsNumber: true),
        new("attempts", "Attempts", IsNumber: true), new("copies", "Copies", IsNumber: true),
        new("lastAt", "Last (UTC)"), new("reason", "Reason", Folds: true),
    ];

    public async Task<int> ListAsync(string format, CancellationToken cancellation)
    {
        var rows = await new LetterBox(place, surroundings).OpenAsync(
            (groups, _) => Task.FromResult(groups.Select(Cells).ToArray()), cancellation);
        if (rows.Length == 0 && format == "table")
            await surroundings.Output.WriteLineAsync("There are no dead letters.");
        else ListOutput.Write(Columns, rows, format, surroundings);
        return ExitCode.Success;
    }

    public async Task<int> ShowAsync(string id, CancellationToken cancellation)
    {
        var found = await new LetterBox(place, surroundings).OpenAsync(
            (groups, _) => Task.FromResult(groups.FirstOrDefault(group => group.Id == id)), cancellation);
        if (found is null) return surroundings.Fail($"There is no dead letter {id}: see isotherm dead-letters list.");
        var output = surroundings.Output;
        await output.WriteLineAsync($"reason   {Printable.OneLine(found.Reason)}");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"attempts {found.Attempts}\ncopies   {found.Copies.Count}"));
        foreach (var copy in found.Copies)
        {
            await output.WriteLineAsync(
                $"copy     {UtcText.ToSeconds(copy.PublishedAt)} id {Printable.OneLine(copy.MessageId)}");
            foreach (var (name, value) in copy.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
                await output.WriteLineAsync($"         {Printable.OneLine(name)} = {Printable.OneLine(value)}");
        }

        await output.WriteLineAsync($"body     {Printable.OneLine(Encoding.UTF8.GetString(found.Latest.Body.Span))}");
        return ExitCode.Success;
    }

    private static string?[] Cells(LetterGroup group)
    {
        var message = group.Message;
        return
        [
            group.Id,
            message?.Key.Slot.Hour.ToString(),
            message?.Key.Run.Value,
            (message as PartMessage)?.Part.ToString(CultureInfo.InvariantCulture),
            group.Attempts.ToString(CultureInfo.InvariantCulture),
            group.Copies.Count.ToString(CultureInfo.InvariantCulture),
            UtcText.ToSeconds(group.Latest.PublishedAt),
            group.Reason,
        ];
    }
}
