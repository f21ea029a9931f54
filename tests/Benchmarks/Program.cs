using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Starts;

const string usage =
    """
    dotnet run -c Release --project tests/Benchmarks -- start [ROUNDS] [SHAPES]
    dotnet run -c Release --project tests/Benchmarks -- readings [ROUNDS] [READINGS]
    dotnet run -c Release --project tests/Benchmarks -- regions [SHAPES]

      start    Times whole processes from their start to their first answer, and weighs them: an empty ASP.NET service,
               the functions as they are built, and as native binaries (those that ISOTHERM_PUBLISHED names, or else
               made now). ROUNDS (9) starts of each, in turn. With ISOTHERM_TEST_MYSQL it writes to that server too.
      readings Times the readings reader against the same without its fast path and against System.Text.Json, on files
               made now of READINGS (1000000) readings, ROUNDS (9) times each, in turn. Answers are compared first.
      regions  Times look-ups of points, a reading's whole way by either method, and the loading of shapes, against
               NetTopologySuite; all answers are compared first.

    SHAPES is a file of region shapes; without it those that are shipped are used.
    """;

var rounds = 9;
var readings = 1_000_000;
var hasRounds = args.Length < 2 || (int.TryParse(args[1], out rounds) && rounds > 0);
var last = args.Length > 2 ? args[2] : null;
switch (args)
{
    case ["regions"] or ["regions", _]:
        RegionsBenchmark.Run(args.ElementAtOrDefault(1));
        return 0;
    case ["start", ..] when hasRounds && args.Length <= 3:
        await StartBenchmark.RunAsync(rounds, last, Console.Out);
        return 0;
    case ["readings", ..] when hasRounds && args.Length <= 3
        && (last is null || (int.TryParse(last, out readings) && readings > 0)):
        await ReadingsBenchmark.RunAsync(readings, rounds, Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync(usage);
        return 2;
}
