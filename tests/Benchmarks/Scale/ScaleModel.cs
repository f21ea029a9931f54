namespace Isotherm.Benchmarks.Scale;

/// <summary>
/// Simulates the queue between fetch and the tables: the messages of a slot come all at once, when its manifests are
/// committed; each of so many instances takes one at a time, in order; then each part waits for the row of its hour,
/// which one part holds at a time. Times are drawn from those that were measured.
/// </summary>
/// <remarks>
/// First come, first served, in two stages (c servers, then one), by the recursion of Lindley: a part begins when it is
/// there and a server is free (D. V. Lindley, The theory of queues with a single server, 1952). Left out: the start of
/// instances, redeliveries, and the network between zones.
/// </remarks>
/// <param name="served">The measured times; drawn with equal chances.</param>
internal sealed class ScaleModel(IReadOnlyList<ServedPart> served)
{
    private const int Slots = 400;

    /// <summary>Where they may be, the slots before are not counted: the queue was empty at first.</summary>
    private const int WarmUp = 50;

    /// <summary>The same answer for the same question, everywhere.</summary>
    public ScaleResult Run(ScaleLoad load, int instances)
    {
        var random = new Random(42);
        var free = new PriorityQueue<double, double>(Enumerable.Repeat((0.0, 0.0), instances));
        var (lockFree, working, locked) = (0.0, 0.0, 0.0);
        var lags = new List<double>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var committed = slot * load.SlotSeconds;
            var ready = new List<double>(load.Parts);
            var commits = new List<double>(load.Parts);
            for (var part = 0; part < load.Parts; part++)
            {
                var one = served[random.Next(served.Count)];
                var begun = Math.Max(committed, free.Dequeue());
                var read = one.ReadSeconds * load.PartBytes / one.Bytes;
                working += read;
                ready.Add(begun + read);
                commits.Add(one.CommitSeconds);
                free.Enqueue(begun + read, begun + read);
            }

            ready.Sort();
            for (var part = 0; part < load.Parts; part++)
            {
                lockFree = Math.Max(lockFree, ready[part]) + commits[part];
                locked += commits[part];
            }

            if (slot >= WarmUp) lags.Add(lockFree - committed);
        }

        lags.Sort();
        var time = Slots * load.SlotSeconds;
        return new ScaleResult(
            instances, working / (time * instances), lags[lags.Count / 2], lags[lags.Count * 99 / 100], locked / time);
    }
}
