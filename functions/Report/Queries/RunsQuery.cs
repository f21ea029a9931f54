using Isotherm.Core.Runs;
using Microsoft.AspNetCore.Http;

namespace Isotherm.Report.Queries;

/// <summary>What is asked of <c>/api/v1/runs</c>; null: not asked for.</summary>
internal sealed record RunsQuery(Hour? From, Hour? To, int Limit, RunKey? After)
{
    private const int UsualLimit = 100;
    private const int MaxLimit = 1_000;

    /// <summary>Stands in no slot and in no id of a run.</summary>
    private const char Between = '.';

    public static IReadOnlyList<string> Parameters { get; } = ["from", "to", "limit", "after"];

    public static AskedQuery<RunsQuery> Read(IQueryCollection query)
    {
        var reader = new QueryReader(query, emptyIsAbsent: false);
        reader.Expect(Parameters);
        var asked = new RunsQuery(
            reader.Hour("from"),
            reader.Hour("to", isLast: true),
            reader.Whole("limit", 1, MaxLimit) ?? UsualLimit,
            Cursor(reader));
        reader.ExpectOrder(asked.From, asked.To);
        return new AskedQuery<RunsQuery>(asked, reader.Mistakes);
    }

    /// <summary>What reads as <c>after</c>: the page comes after this run.</summary>
    public static string Cursor(RunKey key) => $"{key.Slot}{Between}{key.Run}";

    private static RunKey? Cursor(QueryReader reader)
    {
        if (reader.Single("after") is not { } written) return null;
        var parts = written.Split(Between);
        if (parts.Length == 2 && Slot.TryParse(parts[0], out var slot) && RunId.TryParse(parts[1], out var run))
            return new RunKey(slot, run);
        reader.Refuse("after", "It is none of ours: take it from the 'next' address of a page.");
        return null;
    }
}
