using Isotherm.Benchmarks.Starts;

const string usage =
    """
    dotnet run -c Release --project tests/Benchmarks -- start [ROUNDS] [SHAPES]

      start    Times whole processes from their start to their first answer, and weighs them: an empty ASP.NET service,
               the functions as they are built, and as native binaries (those that ISOTHERM_PUBLISHED names, or else
               made now). ROUNDS (9) starts of each, in turn. SHAPES is a file of region shapes; without it those that
               are shipped are used. With ISOTHERM_TEST_MYSQL it writes to that server too.
    """;

var shapes = args.Length > 2 ? args[2] : null;
var rounds = 9;
if (args is not ["start", ..] || (args.Length > 1 && (!int.TryParse(args[1], out rounds) || rounds < 1)))
{
    await Console.Error.WriteLineAsync(usage);
    return 2;
}

await StartBenchmark.RunAsync(rounds, shapes, Console.Out);
return 0;
