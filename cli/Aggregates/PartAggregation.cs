using System.Globalization;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>
/// Aggregates one document as one part. One thread reads; with more of them, the others match readings to regions.
/// </summary>
internal sealed class PartAggregation(RegionLocators locators, int threads)
{
    public async Task<Answer<AggregateTotals>> RunAsync(Stream document, string name, CancellationToken cancellation)
    {
        if (threads == 1)
        {
            var accumulator = new PartAccumulator(locators, keepRejected: false);
            var result = await ReadAsync(document, accumulator, cancellation);
            return result.Unreadable is { } fault ? Refusal(name, fault) : AggregateTotals.Of(accumulator.Finish());
        }

        await using var batches = new BatchingSink(locators, threads - 1);
        var read = await ReadAsync(document, batches, cancellation);
        if (read.Unreadable is { } unreadable) return Refusal(name, unreadable);
        return AggregateTotals.Of(await batches.FinishAsync());
    }

    private static Task<ReadingsResult> ReadAsync(Stream document, IReadingSink sink, CancellationToken cancellation) =>
        ReadingsDocument.ReadAsync(
            document, ReadingsForm.ArrayOrLines, ReadingRules.Default, sink, long.MaxValue, cancellation);

    private static string Refusal(string name, UnreadableDocument fault) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} cannot be read to its end; byte {fault.Offset}: {fault.Reason} Get it again or leave it out.");
}
