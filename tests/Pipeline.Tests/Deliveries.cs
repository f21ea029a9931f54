using System.Collections.Concurrent;
using Isotherm.Core.Failures;

namespace Isotherm.Pipeline.Tests;

/// <summary>
/// Gives messages to many instances at once, in random order; one that is refused for now comes again, as from a
/// broker.
/// </summary>
internal sealed class Deliveries(IReadOnlyList<Aggregate.Function> aggregates, int seed)
{
    private const int MostAgain = 2_000;

    private readonly Random _random = new(seed);
    private int _again;

    /// <summary>How many deliveries were refused and came again.</summary>
    public int Again => _again;

    public async Task RunAsync(IEnumerable<string> bodies)
    {
        var shuffled = bodies.ToArray();
        _random.Shuffle(shuffled);
        var queue = new ConcurrentQueue<string>(shuffled);
        await Task.WhenAll(aggregates.Select(aggregate => Task.Run(() => WorkAsync(aggregate, queue))));
    }

    private async Task WorkAsync(Aggregate.Function aggregate, ConcurrentQueue<string> queue)
    {
        while (queue.TryDequeue(out var body))
        {
            try
            {
                await Bench.DeliverAsync(aggregate, body);
            }
            catch (TransientException)
            {
                if (Interlocked.Increment(ref _again) > MostAgain) throw;
                queue.Enqueue(body);
            }
        }
    }
}
