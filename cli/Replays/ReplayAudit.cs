using Isotherm.Adapters.Tables;
using Isotherm.Core.Runs;
using Isotherm.Core.Tables;

namespace Isotherm.Cli.Replays;

/// <summary>The row of a replay in the database, as far as there is one.</summary>
/// <param name="log">Keeps it; null without a database.</param>
/// <param name="start">The row as it is at the start.</param>
/// <param name="clock">Tells when it ended.</param>
internal sealed class ReplayAudit(ReplayLog? log, ReplayEntry start, TimeProvider clock)
{
    private ReplayEntry _entry = start;

    public void Count(int runs, int messages) =>
        _entry = _entry with { Runs = _entry.Runs + runs, Messages = _entry.Messages + messages };

    public Task SaveAsync(CancellationToken cancellation) =>
        log is null ? Task.CompletedTask : log.SaveAsync(_entry, cancellation);

    public async Task<ReplayEntry> EndAsync(CancellationToken cancellation)
    {
        _entry = _entry with { EndedAt = UtcText.Truncate(clock.GetUtcNow()) };
        await SaveAsync(cancellation);
        return _entry;
    }
}
