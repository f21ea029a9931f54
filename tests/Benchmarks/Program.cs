using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Starts;

const string usage =
    """
    dotnet run -c Release --project tests/Benchmarks -- start [ROUNDS] [SHAPES]
    dotnet run -c Release --project tests/Benchmarks -- regions [SHAPES]

      start    Times whole processes from their start to their first answer, and weighs them: an empty ASP.NET service,
               the functions as they are built, and as native binaries (those that ISOTHERM_PUBLISHED names, or else
               made now). ROUNDS (9) starts of each, in turn. With ISOTHERM_TEST_MYSQL it writes to that server too.
      regions  Times look-ups of points, a reading's whole way by either method, and the loading of shapes, against
               NetTopologySuite; all answers are compared first.

    SHAPES is a file of region shapes; without it those that are shipped are used.
    """;

switch (args)
{
    case ["regions"] or ["regions", _]:
        RegionsBenchmark.Run(args.ElementAtOrDefault(1));
        return 0;
    case ["start"]:
        await StartBenchmark.RunAsync(rounds: 9, shapes: null, Console.Out);
        return 0;
    case ["start", var written, ..] when args.Length <= 3 && int.TryParse(written, out var rounds) && rounds > 0:
        await StartBenchmark.RunAsync(rounds, args.ElementAtOrDefault(2), Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync(usage);
        return 2;
}
