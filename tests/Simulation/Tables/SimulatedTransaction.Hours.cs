using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Simulation.Tables;

/// <summary>What hours show.</summary>
internal sealed partial class SimulatedTransaction
{
    public Task<bool> IsIntactAsync(HourShown shown, CancellationToken cancellation) =>
        StatementAsync(
            "compare hour",
            NoLocks,
            () =>
            {
                if (shown.Changeover == 0) return true;
                var written = database.History.Find((shown.Hour, shown.Changeover), transaction)!.Rows;
                var rows = RowsOf(shown.Hour).ToHashSet();
                return rows.SetEquals(written);
            },
            cancellation);

    public Task<IReadOnlyList<HourShown>> ReadShownHoursAsync(
        Hour? after, int limit, CancellationToken cancellation) =>
        StatementAsync<IReadOnlyList<HourShown>>(
            "select shown hours",
            NoLocks,
            () =>
            [
                .. database.Hours.All(transaction).Select(hour => hour.Value)
                    .Where(hour => hour.Changeover > 0 && (after is null || hour.Hour > after))
                    .OrderBy(hour => hour.Hour).Take(limit),
            ],
            cancellation);

    public async Task WriteRowsAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation)
    {
        foreach (var change in hours) transaction.HoursWritten.Add(change.Shown.Hour);
        (Hour, string)[] old =
        [
            .. hours.SelectMany(change => RowsOf(change.Shown.Hour).Select(row => (change.Shown.Hour, row.Region))),
        ];
        await StatementAsync(
            "delete rows",
            [.. old.Select(key => (database.Shown.At(key), true))],
            () => Done(() =>
            {
                foreach (var key in old) database.Shown.Put(key, null, transaction);
            }),
            cancellation);
        await StatementAsync(
            "insert rows",
            [.. hours.SelectMany(change => change.Rows.Select(row => (At(change, row), true)))],
            () => Done(() =>
            {
                foreach (var change in hours)
                {
                    foreach (var row in change.Rows)
                        database.Shown.Insert((change.Shown.Hour, row.Region), row, transaction);
                }
            }),
            cancellation);
    }

    public async Task AppendHistoryAsync(IReadOnlyList<Changeover> hours, CancellationToken cancellation)
    {
        foreach (var change in hours) transaction.HoursWritten.Add(change.Shown.Hour);
        await StatementAsync(
            "insert history",
            [.. hours.Select(change => (database.History.At((change.Shown.Hour, change.Shown.Changeover)), true))],
            () => Done(() =>
            {
                foreach (var change in hours)
                    database.History.Insert((change.Shown.Hour, change.Shown.Changeover), change, transaction);
            }),
            cancellation);
        await StatementAsync(
            "update hours",
            [.. hours.Select(change => (database.Hours.At(change.Shown.Hour), true))],
            () => Done(() =>
            {
                foreach (var change in hours) database.Hours.Put(change.Shown.Hour, change.Shown, transaction);
            }),
            cancellation);
    }

    private IEnumerable<RegionTemperature> RowsOf(Hour hour) =>
        from row in database.Shown.All(transaction) where row.Key.Hour == hour select row.Value;

    private Cell At(Changeover change, RegionTemperature row) => database.Shown.At((change.Shown.Hour, row.Region));
}
