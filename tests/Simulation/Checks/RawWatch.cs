using System.Text;
using Isotherm.Core.RawObjects;
using Isotherm.Simulation.Oracle;
using Isotherm.Simulation.SensorApi;
using Isotherm.Simulation.Storage;

namespace Isotherm.Simulation.Checks;

/// <summary>Looks at every object at the moment at which it becomes visible.</summary>
internal sealed class RawWatch(
    SimulatedStore store, SimulatedSensorApi api, Expectation expected, Demand demand, Verdict verdict)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _runOfBody = new(StringComparer.Ordinal);

    public void See(StoredObject stored, byte[] bytes)
    {
        verdict.Require(_names.Add(stored.Name), Invariant.BytesAreKept, $"{stored.Name} was written twice.");
        var text = Encoding.UTF8.GetString(bytes);
        RequireNoKey(text, stored.Name);
        if (stored.Name.EndsWith("/manifest.json", StringComparison.Ordinal)) SeeManifest(stored.Name, bytes);
    }

    public void RequireNoKey(string text, string where) =>
        verdict.Require(
            !text.Contains(SimulatedSensorApi.Key, StringComparison.Ordinal),
            Invariant.KeyIsHidden,
            $"The key stands in {where}: {text}");

    private void SeeManifest(string name, byte[] bytes)
    {
        var run = new ExpectedRun(bytes, Read);
        verdict.Require(
            run.Missing is null, Invariant.NothingLost, $"{name} names {run.Missing}, which is not in the bucket.");
        verdict.Require(
            demand.Allows(run.Key), Invariant.RunsAreAskedFor, $"Nobody asked for the run {run.Key}, or not twice.");
        verdict.Require(
            IsSent(run), Invariant.BytesAreKept, $"{run.Key} holds what the API never sent in one answer.");
        expected.Add(run);
        foreach (var (body, part) in run.Bodies.Zip(run.Parts)) SeeBody(run, body, part);
    }

    /// <summary>
    /// One part is the answer as it was sent; several hold together the records of one answer, each as it was sent.
    /// </summary>
    private bool IsSent(ExpectedRun run) =>
        run.Missing is not null
        || (run.Bodies is [var whole]
            ? api.Served.Contains(Encoding.UTF8.GetString(whole))
            : api.ServedRecords.Contains(Records.Of(run.Bodies)));

    private void SeeBody(ExpectedRun run, byte[] body, ExpectedPart part)
    {
        // Only a usable reading has an id of its own; "[17]" may well come twice.
        if (part.Usable.Count == 0) return;
        var text = Encoding.UTF8.GetString(body);
        _runOfBody.TryAdd(text, run.Key);
        verdict.Require(
            _runOfBody[text] == run.Key,
            Invariant.NothingTwice,
            $"{run.Key} holds the same answer as {_runOfBody[text]}: {text}");
    }

    private byte[]? Read(string name, long generation) =>
        store.Find(name) is var (stored, bytes) && stored.Generation == generation ? bytes : null;
}
