using Isotherm.Core.Runs;

namespace Isotherm.Cli.Reconciling;

/// <summary>What <c>isotherm reconcile</c> is asked for.</summary>
/// <param name="From">The first hour; null: a week before the last one.</param>
/// <param name="To">The last hour; null: the present one, which is never missing.</param>
/// <param name="IsDryRun">Whether nothing is published.</param>
/// <param name="IsStale">Whether runs whose values are by older shapes or rules are published again, too.</param>
/// <param name="Settled">What is younger is left to the traffic that is under way.</param>
/// <param name="Rate">Messages a second; 0 is as fast as it goes.</param>
/// <param name="Format">table, json or csv.</param>
internal sealed record ReconcileRequest(
    Hour? From, Hour? To, bool IsDryRun, bool IsStale, TimeSpan Settled, int Rate, string Format);
