using System.Globalization;
using Isotherm.Cli.Invocation;
using Isotherm.Core.Aggregates;
using Isotherm.Core.Readings;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary>Aggregates one document as one part, by one thread or several.</summary>
internal sealed class PartAggregation(RegionLocators locators, int threads)
{
    public async Task<Answer<AggregateTotals>> RunAsync(Stream document, string name, CancellationToken cancellation)
    {
        var part = new PartAccumulator(locators, keepRejected: false);
        var read = await ReadingsDocument.ReadAsync(
            document, ReadingsForm.ArrayOrLines, ReadingRules.Default, part, long.MaxValue, threads, cancellation);
        return read.Unreadable is { } fault ? Refusal(name, fault) : AggregateTotals.Of(part.Finish());
    }

    private static string Refusal(string name, UnreadableDocument fault) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name} cannot be read to its end; byte {fault.Offset}: {fault.Reason} Get it again or leave it out.");
}
