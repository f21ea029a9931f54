using Isotherm.Core.Tables;

namespace Isotherm.Adapters.Tests.Tables;

/// <summary>What every contract of the tables starts from: an empty database, whichever kind it is.</summary>
public abstract class TablesContract(TablesFixture tables) : IAsyncLifetime
{
    protected TablesFixture Tables { get; } = tables;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Tables.ResetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Records the parts one after the other.</summary>
    protected async Task<RecordOutcome> RecordAsync(params PartEntry[] entries)
    {
        var outcome = RecordOutcome.AlreadyRecorded;
        foreach (var entry in entries) outcome = await Tables.Recorder.RecordPartAsync(entry, Cancellation);
        return outcome;
    }
}
