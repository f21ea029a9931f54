using Isotherm.Adapters.Tables;
using Isotherm.Aggregate;

namespace Isotherm.Cli.Pipelines;

/// <summary>What an aggregate in this process works with, beside its buckets.</summary>
/// <param name="Options">The rules that it reads by.</param>
/// <param name="Database">Takes the sums.</param>
/// <param name="DeadLetters">The folder of messages that can never succeed.</param>
/// <param name="Clock">The time.</param>
/// <param name="Warn">Is told, once each, what keeps it from its work.</param>
internal sealed record LocalAggregateParts(
    AggregateOptions Options, Database Database, string DeadLetters, TimeProvider Clock, Action<string> Warn);
