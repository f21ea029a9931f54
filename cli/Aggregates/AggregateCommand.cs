using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Aggregates;

/// <summary><c>isotherm aggregate</c>: files of readings to means, without a database.</summary>
internal static class AggregateCommand
{
    private const int MaxThreads = 256;

    private const string Details = """
        FILE is a JSON array of readings as the sensor API answers it, or newline-delimited JSON objects; plain or gzip;
        '-' reads standard input. Each file is one part: of several readings of one id in a file the last counts. All of
        the files are used, or none: if one cannot be read to its end, nothing is printed.

        JSON is one object: files (their number), read, usable, rejects (every reason with its count), ambiguous (usable
        points in two or more rectangles) and, per method, outsideEveryRegion and every region with numberOfPoints, sum
        (exact) and temperature (6 decimals; null without points). The answer is the same for any number of threads.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files of readings; '-' is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var regions = RegionsOption.Create();
        var method = ChoiceOption.Create("--method", "Which methods are shown.", "both", "rectangle", "polygon");
        var format = ChoiceOption.Format("table", "json", "csv");
        var threads = NumberOption.Create(
            "--threads", "How many threads work at once.", Environment.ProcessorCount, 1, MaxThreads);
        var command = new ExampleCommand(
            "aggregate",
            "Aggregate files of readings to the mean temperature of each region, without a database.",
            Details,
            "isotherm aggregate answer.json",
            "isotherm aggregate --method polygon --format json 2019-02-19/*.json.gz",
            "curl -s -H \"X-API-Key: $KEY\" $URL | isotherm aggregate --format csv -")
        {
            files, regions, method, format, threads,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new AggregateRequest(
                parsed.GetRequiredValue(files),
                parsed.GetValue(regions),
                MethodsOf(parsed.GetRequiredValue(method)),
                parsed.GetRequiredValue(format),
                parsed.GetValue(threads));
            return RunAsync(request, surroundings, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        AggregateRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (request.Files.Count(file => file == "-") > 1)
            return surroundings.Misuse("aggregate", "Standard input ('-') can be read once only.");
        foreach (var twice in request.Files.CountBy(surroundings.PathOf).Where(file => file.Value > 1))
            surroundings.Warn($"{twice.Key} is given {twice.Value} times and counts as often.");
        var answer = await ShapesFile.ReadAsync(surroundings, request.RegionsFile, cancellation);
        if (!answer.Is(out var shapes, out var refusal)) return surroundings.Fail(refusal);
        var aggregation = new FilesAggregation(surroundings, new RegionLocators(shapes), request.Threads);
        var aggregated = await aggregation.RunAsync(request.Files, cancellation);
        foreach (var unreadable in aggregated.Refusals) surroundings.Fail(unreadable);
        if (aggregated.Totals is not { } totals) return ExitCode.Failure;
        var view = new AggregateView(totals, request.Methods);
        switch (request.Format)
        {
            case "json": AggregateJson.Write(view, surroundings.Output); break;
            case "csv": AggregateCsv.Write(view, surroundings.Output); break;
            default: AggregateTables.Write(view, surroundings); break;
        }

        return ExitCode.Success;
    }

    private static Method[] MethodsOf(string word) =>
        MethodNames.TryParse(word, out var method) ? [method] : [Method.Rectangle, Method.Polygon];
}
