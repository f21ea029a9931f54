using Isotherm.Core.Regions;

namespace Isotherm.Core.Tables;

/// <summary>The steps that make locked hours show given evaluations by a given method.</summary>
internal sealed class HourDisplay(ITablesTransaction transaction)
{
    /// <summary>
    /// Changes the hour over when it shows anything else; mends its rows when somebody else changed them. Otherwise,
    /// as after a duplicate, writes nothing.
    /// </summary>
    public async Task ShowAsync(
        HourShown shown,
        Method method,
        IReadOnlyList<RunEvaluation> current,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        ShownSlot[] slots = [.. current.Select(run => new ShownSlot(run.Key.Slot, run.Id))];
        if (!shown.Shows(method, slots))
        {
            await ChangeOverAsync([shown.Next(method, slots, now)], method, cancellation);
        }
        else if (!await transaction.IsIntactAsync(shown, cancellation))
        {
            await transaction.WriteRowsAsync(await RowsAsync([shown], method, cancellation), cancellation);
        }
    }

    /// <summary>Writes the rows of these hours and their history.</summary>
    public async Task ChangeOverAsync(
        IReadOnlyList<HourShown> hours, Method method, CancellationToken cancellation)
    {
        var changes = await RowsAsync(hours, method, cancellation);
        await transaction.WriteRowsAsync(changes, cancellation);
        await transaction.AppendHistoryAsync(changes, cancellation);
    }

    private async Task<IReadOnlyList<Changeover>> RowsAsync(
        IReadOnlyList<HourShown> hours, Method method, CancellationToken cancellation)
    {
        long[] evaluations = [.. hours.SelectMany(hour => hour.Slots).Select(slot => slot.Evaluation)];
        var sums = (await transaction.ReadSumsAsync(evaluations, method, cancellation))
            .ToLookup(sum => sum.Evaluation, sum => sum.Sum);
        return
        [
            .. hours.Select(hour => new Changeover(
                hour, HourRows.Of(hour.Slots.SelectMany(slot => sums[slot.Evaluation])))),
        ];
    }
}
