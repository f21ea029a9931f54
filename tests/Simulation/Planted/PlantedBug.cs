using Isotherm.Core.Messages;
using Isotherm.Core.RawObjects;
using Isotherm.Core.Tables;
using Isotherm.Hosting;
using Isotherm.Simulation.Checks;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.World;

namespace Isotherm.Simulation.Planted;

/// <summary>
/// A defect put around the product on purpose: the simulation must find it. The product itself has no switch for it.
/// </summary>
internal abstract class PlantedBug
{
    /// <summary>The invariants by which it may be found; any other find is a wrong one.</summary>
    public abstract IReadOnlyList<Invariant> Breaks { get; }

    public string Name => GetType().Name;

    public virtual IBucket RawBucket(SimulatedWorld world, IBucket bucket) => bucket;

    public virtual ITopic Topic(SimulatedWorld world, ITopic topic) => topic;

    public virtual ITables Tables(SimulatedWorld world, ITables tables, TimeProvider clock) => tables;

    public virtual IHttpFunction Fetch(SimulatedWorld world, IHttpFunction function) => function;

    public virtual IHttpFunction Aggregate(SimulatedWorld world, IHttpFunction function) => function;

    /// <summary>What a sweep publishes of a run that is not evaluated; null: its messages as they are.</summary>
    public virtual IReadOnlyList<string>? Sweep(SimulatedWorld world, ExpectedRun run) => null;
}
