using System.CommandLine;
using System.Globalization;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;
using Isotherm.Core.Regions;

namespace Isotherm.Cli.Regions;

/// <summary><c>isotherm locate</c>: the region of a point, or of every point of a CSV file, by both methods.</summary>
internal static class LocateCommand
{
    private const string Details = """
        LAT and LON are degrees (WGS 84), north and east positive. POINTS.csv is UTF-8 with a header line and commas; it
        has the columns lat and lon anywhere. Every row is answered, in the same order, with all its columns and two
        more, rectangle and polygon: the INSEE code of the region, or nothing when the point is in none. A row without
        a usable coordinate ends the command with its line number; --output is then left as it was (standard output has
        got the rows before it). A file that has a column rectangle or polygon already is refused.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var latitude = Coordinate("LAT", "Latitude in degrees, -90 to 90.");
        var longitude = Coordinate("LON", "Longitude in degrees, -180 to 180.");
        var file = new Option<string?>("--file")
        {
            Description = "Points to locate; '-' is standard input.",
            HelpName = "POINTS.csv",
        };
        var output = new Option<string?>("--output")
        {
            Description = "Write the answered file here, whole or not at all, instead of to standard output.",
            HelpName = "FILE",
        };
        var regions = RegionsOption.Create();
        var format = ChoiceOption.Format("table", "json");
        var command = new ExampleCommand(
            "locate",
            "Find the region of a point, or of every point of a CSV file, by both methods.",
            Details,
            "isotherm locate 48.8566 2.3522",
            "isotherm locate 48.83 -1.6 --format json",
            "isotherm locate --file points.csv --output located.csv")
        {
            latitude, longitude, file, output, regions, format,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new LocateRequest(
                parsed.GetValue(latitude),
                parsed.GetValue(longitude),
                parsed.GetValue(file),
                parsed.GetValue(output),
                parsed.GetValue(regions),
                parsed.GetResult(format) is { Implicit: false },
                parsed.GetRequiredValue(format));
            return RunAsync(request, surroundings, cancellation);
        });
        return command;
    }

    private static Argument<string?> Coordinate(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static async Task<int> RunAsync(
        LocateRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (request.Mistake is { } mistake) return surroundings.Misuse("locate", mistake);
        var answer = await ShapesFile.ReadAsync(surroundings, request.RegionsFile, cancellation);
        if (!answer.Is(out var shapes, out var refusal)) return surroundings.Fail(refusal);
        var locators = new RegionLocators(shapes);
        if (request.File is not null)
            return await LocateFile.RunAsync(request.File, request.Output, locators, surroundings, cancellation);
        var point = new LocatedPoint(Number(request.Latitude!), Number(request.Longitude!), locators);
        if (request.Format == "json") point.WriteJson(surroundings.Output);
        else point.WriteTable(surroundings);
        return ExitCode.Success;
    }

    private static double Number(string coordinate) =>
        double.Parse(coordinate, NumberStyles.Float, CultureInfo.InvariantCulture);
}
