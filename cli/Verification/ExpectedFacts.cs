using System.Numerics;
using System.Text.Json;
using Isotherm.Core.Failures;
using Isotherm.Core.RawObjects;

namespace Isotherm.Cli.Verification;

/// <summary>Computes from the raw objects what the tables must hold.</summary>
internal sealed class ExpectedFacts(IBucket bucket, OwnReader reader, OwnShapes shapes)
{
    private readonly List<(OwnManifest Manifest, IReadOnlyList<OwnPart> Parts)> _runs = [];
    private readonly Facts _facts = new();

    /// <summary>Adds a committed run; why not, when its objects are gone or cannot be read.</summary>
    public async Task<string?> AddAsync(OwnManifest manifest, CancellationToken cancellation)
    {
        var parts = new List<OwnPart>();
        foreach (var (name, generation) in manifest.Parts)
        {
            try
            {
                await using var opened = await bucket.OpenAsync(name, generation, cancellation);
                if (opened is null) return $"generation {generation} of {name} is gone";
                using var bytes = new MemoryStream();
                await opened.Content.CopyToAsync(bytes, cancellation);
                parts.Add(reader.Read(bytes.ToArray()));
            }
            catch (Exception e) when (e is JsonException or InvalidDataException)
            {
                return $"{name} is no JSON array{JsonFault.Where(e)}";
            }
            catch (TransientException e)
            {
                return $"{name} cannot be read: {e.Message}";
            }
        }

        _runs.Add((manifest, parts));
        AddFacts(manifest, parts);
        return null;
    }

    /// <summary>Everything that must hold when this method is shown.</summary>
    /// <param name="method">Another than the two shows nothing: what it would show is not known.</param>
    public Facts Finish(string? method)
    {
        if (!OwnRules.Methods.Contains(method)) return _facts;
        foreach (var hour in _runs.GroupBy(run => run.Manifest.Hour)) AddShown(hour.Key, [.. hour], method!);
        return _facts;
    }

    private void AddFacts(OwnManifest manifest, List<OwnPart> parts)
    {
        var (hour, run) = (manifest.Hour, manifest.Key);
        var (read, usable) = (parts.Sum(part => part.Read), parts.Sum(part => part.Usable));
        _facts.Add(hour, run, "started_at", manifest.StartedAt);
        _facts.Add(hour, run, OwnRules.State, read == 0 ? "empty" : usable == 0 ? "unusable" : "complete");
        _facts.Add(hour, run, "parts", OwnText.Count(parts.Count));
        _facts.Add(hour, run, OwnRules.Evaluation, $"{parts.Count} of {parts.Count} parts");
        foreach (var name in OwnRules.Counts)
            _facts.Add(hour, run, name, OwnText.Count(parts.Sum(part => OwnRules.Count(part, name))));
        for (var i = 0; i < parts.Count; i++)
        {
            _facts.Add(hour, run, $"part {i} object", $"{manifest.Parts[i].Name} {manifest.Parts[i].Generation}");
            foreach (var name in OwnRules.Counts)
                _facts.Add(hour, run, $"part {i} {name}", OwnText.Count(OwnRules.Count(parts[i], name)));
            AddSums(hour, run, $"part {i} rectangle", parts[i].Rectangle);
            AddSums(hour, run, $"part {i} polygon", parts[i].Polygon);
        }
    }

    private void AddSums(string hour, string run, string what, (BigInteger Sum, long Count)[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i].Count > 0)
                _facts.Add(hour, run, $"{what} {shapes.Codes[i]}", OwnText.Sum(sums[i].Sum, sums[i].Count));
        }
    }

    /// <summary>Of each slot the run with a usable reading that was started last; their sums together.</summary>
    private void AddShown(
        string hour, IReadOnlyList<(OwnManifest Manifest, IReadOnlyList<OwnPart> Parts)> runs, string method)
    {
        var current = runs.Where(run => run.Parts.Any(part => part.Usable > 0))
            .GroupBy(run => run.Manifest.Slot)
            .Select(slot => slot
                .OrderBy(run => run.Manifest.StartedAt, StringComparer.Ordinal)
                .ThenBy(run => run.Manifest.Run, StringComparer.Ordinal)
                .Last())
            .SelectMany(run => run.Parts).ToArray();
        for (var i = 0; i < shapes.Codes.Count; i++)
        {
            var sums = current.Select(part => method == "polygon" ? part.Polygon[i] : part.Rectangle[i]).ToArray();
            var count = sums.Sum(sum => sum.Count);
            if (count == 0) continue;
            var total = sums.Aggregate(BigInteger.Zero, (all, sum) => all + sum.Sum);
            var (region, mean) = (OwnRules.Regions[shapes.Codes[i]], OwnText.Mean(total, count));
            _facts.Add(hour, null, OwnRules.Shown + region, mean);
            _facts.Add(hour, null, OwnRules.History + region, mean);
        }
    }
}
