namespace Isotherm.Benchmarks.Scale;

/// <summary>What a number of instances comes to.</summary>
/// <param name="Instances">Of aggregate, one processor each.</param>
/// <param name="Utilisation">How much of their time they are at work; from 1 on the queue grows for ever.</param>
/// <param name="MedianLagSeconds">From the commit of a slot's manifests until its hour shows all of it.</param>
/// <param name="WorstLagSeconds">The same, of 99 slots of 100.</param>
/// <param name="LockUtilisation">How much of the time the row of the hour is locked.</param>
internal sealed record ScaleResult(
    int Instances, double Utilisation, double MedianLagSeconds, double WorstLagSeconds, double LockUtilisation);
