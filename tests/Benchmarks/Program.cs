using Isotherm.Benchmarks.Aggregates;
using Isotherm.Benchmarks.Parts;
using Isotherm.Benchmarks.Readings;
using Isotherm.Benchmarks.Regions;
using Isotherm.Benchmarks.Reports;
using Isotherm.Benchmarks.Scale;
using Isotherm.Benchmarks.Starts;
using Isotherm.Benchmarks.Whole;
using Isotherm.Benchmarks.Whole.Contenders;

const string usage =
    """
    dotnet run -c Release --project tests/Benchmarks -- start [ROUNDS] [SHAPES]
    dotnet run -c Release --project tests/Benchmarks -- readings [ROUNDS] [READINGS]
    dotnet run -c Release --project tests/Benchmarks -- regions [SHAPES]
    dotnet run -c Release --project tests/Benchmarks -- whole [ROUNDS] [READINGS]
    dotnet run -c Release --project tests/Benchmarks -- plot
    dotnet run -c Release --project tests/Benchmarks -- part [ROUNDS]
    dotnet run -c Release --project tests/Benchmarks -- feed [MB] [MB_A_SECOND]
    dotnet run -c Release --project tests/Benchmarks -- scale
    dotnet run -c Release --project tests/Benchmarks -- aggregations [ROUNDS] [READINGS]
    dotnet run -c Release --project tests/Benchmarks -- report [ROUNDS]
    dotnet run -c Release --project tests/Benchmarks -- reports [ROUNDS]

      start    Times whole processes from their start to their first answer, and weighs them: an empty ASP.NET service,
               the functions as they are built, and as native binaries (those that ISOTHERM_PUBLISHED names, or else
               made now). ROUNDS (9) starts of each, in turn. With ISOTHERM_TEST_MYSQL it writes to that server too.
      readings Times the readings reader against the same without its fast path, System.Text.Json and simdjson, on files
               made now of READINGS (1000000) readings, ROUNDS (9) times each, in turn. Answers are compared first. Then
               times how fetch reads the same and cuts it into parts.
      regions  Times look-ups of points, a reading's whole way by either method, and the loading of shapes, against
               NetTopologySuite; all answers are compared first.
      whole    Times whole processes on files of 1000 to READINGS (10000000) readings, ROUNDS (5) times each, in turn:
               isotherm aggregate, C# with System.Text.Json and NetTopologySuite, DuckDB and simdjson. Draws
               docs/pictures/whole-process.svg. Exit code 1 when two answers differ.
      plot     Draws that picture again from the figures beside it.
      part     Pushes parts of 1,000, 100,000 and 385,000 readings to the aggregate service in this process, ROUNDS (9)
               times each, and tells what reading takes, and what the MySQL server that ISOTHERM_TEST_MYSQL names.
      feed     Sends an answer of MB (1000) at MB_A_SECOND (1000) through native processes: fetch, the Pub/Sub emulator
               that PUBSUB_EMULATOR_HOST names, and one, then two instances of aggregate that share the subscription,
               into that MySQL server. Keeps the time of each part in docs/pictures/scale-measured.csv.
      scale    Simulates feeds up to 100 GB a minute with those times, and draws docs/pictures/scale.svg.
      aggregations
               Reads READINGS (1000000) readings without and with each aggregation, ROUNDS (9) times each, in turn.
      reports  Fills a database of that server with ten years of hours and asks it what the report asks, ROUNDS (9)
               times each.

      report   Fills ten years of hours into the MySQL server that ISOTHERM_TEST_MYSQL names and asks the report service
               in this process for its pages and data, ROUNDS (9) times each: first byte, last byte, length.

    SHAPES is a file of region shapes; without it those that are shipped are used. simdjson takes part where there are
    g++ and libsimdjson-dev, or ISOTHERM_SIMDJSON names a folder with simdjson.h and simdjson.cpp.
    """;

var isWhole = args is ["whole", ..];
var (megabytes, rate) = (1000, 1000);
var hasFeed = (args.Length < 2 || int.TryParse(args[1], out megabytes)) && megabytes > 0
    && (args.Length < 3 || int.TryParse(args[2], out rate)) && rate > 0;
var rounds = isWhole ? 5 : 9;
var readings = isWhole ? 10_000_000 : 1_000_000;
var hasRounds = args.Length < 2 || (int.TryParse(args[1], out rounds) && rounds > 0);
var last = args.Length > 2 ? args[2] : null;
var hasReadings = last is null || (int.TryParse(last, out readings) && readings > 0);
switch (args)
{
    case ["regions"] or ["regions", _]:
        RegionsBenchmark.Run(args.ElementAtOrDefault(1));
        return 0;
    case ["start", ..] when hasRounds && args.Length <= 3:
        await StartBenchmark.RunAsync(rounds, last, Console.Out);
        return 0;
    case ["readings", ..] when hasRounds && hasReadings && args.Length <= 3:
        await ReadingsBenchmark.RunAsync(readings, rounds, Console.Out);
        await CuttingBenchmark.RunAsync(readings, rounds, Console.Out);
        return 0;
    case ["whole", ..] when hasRounds && hasReadings && args.Length <= 3:
        return await WholeBenchmark.RunAsync(readings, rounds, Console.Out) ? 0 : 1;
    case ["part", ..] when hasRounds && args.Length <= 2:
        return await PartBenchmark.RunAsync(rounds, Console.Out) ? 0 : 1;
    case ["feed", ..] when hasFeed && args.Length <= 3:
        return await FeedBenchmark.RunAsync(megabytes, rate, Console.Out) ? 0 : 1;
    case ["scale"]:
        await ScaleReport.WriteAsync(Console.Out);
        return 0;
    case ["aggregations", ..] when hasRounds && hasReadings && args.Length <= 3:
        await AggregationsBenchmark.RunAsync(rounds, readings, Console.Out);
        return 0;
    case ["reports", ..] when hasRounds && args.Length <= 2:
        return await ReportsBenchmark.RunAsync(rounds, Console.Out) ? 0 : 1;
    case ["report", ..] when hasRounds && args.Length <= 2:
        return await ReportBenchmark.RunAsync(rounds, Console.Out) ? 0 : 1;
    case ["plot"]:
        await WholePlot.DrawAsync(Console.Out);
        return 0;
    case [ContenderProgram.Word, var contender, var file, var boxes]:
        await ContenderProgram.RunAsync(contender, file, boxes);
        return 0;
    default:
        await Console.Error.WriteLineAsync(usage);
        return 2;
}
