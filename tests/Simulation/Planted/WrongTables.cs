using Isotherm.Core.Failures;
using Isotherm.Core.Tables;
using Isotherm.Hosting;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Messages;
using Isotherm.Simulation.Storage;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Planted;

internal sealed class NoLock : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.TableIsExact, Invariant.HistoryGrows];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new UnlockedTransaction(inner));
}

internal sealed class HourFromTheClock : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.TableIsExact];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new ClockHourTransaction(inner, clock));
}

internal sealed class MeanOfMeans : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.TableIsExact];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new MeanOfMeansTransaction(inner));
}

internal sealed class PartialRunVisible : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.RunsAreWhole];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new HalfRunTransaction(inner));
}

internal sealed class LastArrivedWins : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.TableIsExact, Invariant.HistoryGrows];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new LastArrivedTransaction(inner));
}

internal sealed class MixedShapes : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.TableIsExact, Invariant.NothingTwice];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock)
    {
        var first = new ShapesActivation(1, ShapeVariants.Good[0].Hash);
        return new WrappedTables(tables, inner => new MixedShapesTransaction(inner, first));
    }
}

/// <summary>One set of message ids for all instances, as a table of them would be.</summary>
internal sealed class DedupeByMessageId : PlantedBug
{
    private readonly AsyncLocal<string> _message = new();
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    public override IReadOnlyList<Invariant> Breaks => [Invariant.NothingTwice];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new WrappedTables(tables, inner => new MessageIdTransaction(inner, _message.Value ?? "", _done));

    public override IHttpFunction Aggregate(SimulatedWorld world, IHttpFunction function) =>
        new WrongFunction(context =>
        {
            _message.Value = (context.Items["delivery"] as Delivery)?.Message.Id ?? "";
            return function.HandleAsync(context);
        });
}

internal sealed class RetryWithoutCap : PlantedBug
{
    public override IReadOnlyList<Invariant> Breaks => [Invariant.IsBounded];

    public override ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) =>
        new EagerTables(tables, clock);

    private sealed class EagerTables(ITables inner, TimeProvider clock) : ITables
    {
        public Task<ITablesTransaction> BeginAsync(CancellationToken cancellation) => inner.BeginAsync(cancellation);

        public async Task<T> RetryAsync<T>(
            Func<CancellationToken, Task<T>> transaction, CancellationToken cancellation)
        {
            while (true)
            {
                try
                {
                    return await transaction(cancellation);
                }
                catch (TransientException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
                }
            }
        }
    }
}
