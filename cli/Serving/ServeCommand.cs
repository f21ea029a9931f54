using System.CommandLine;
using Isotherm.Cli.Inputs;
using Isotherm.Cli.Invocation;
using Isotherm.Cli.Terminals;

namespace Isotherm.Cli.Serving;

/// <summary><c>isotherm serve</c>: all three functions on this machine, until Ctrl-C.</summary>
internal static class ServeCommand
{
    private const int MaxPort = 65535;

    private const string Details = """
        Fetch, aggregate and report listen on 127.0.0.1 with their embedded parts: a folder as the bucket, a broker in
        this process that pushes, and SQLite or MySQL, which is migrated first. SENSOR_API_URL and SENSOR_API_KEY of the
        environment tell the sensor API; without them a simulated one is started. A bucket without shapes gets the
        shipped ones. Logs go to standard error. Ctrl-C lets the work under way finish and ends with exit code 0.
        Messages that are not delivered by then are published again when fetch is called again for the same run.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var output = new Option<string>("--output")
        {
            Description = "The folder of bucket, dead letters and database, as far as these are not given.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "./isotherm-serve",
        };
        var (database, bucket) = (DatabaseOption(), BucketOption());
        var fetch = NumberOption.Create("--fetch-port", "Where fetch listens; 0 is any free port.", 0, 0, MaxPort);
        var aggregate = NumberOption.Create(
            "--aggregate-port", "Where aggregate listens; 0 is any free port.", 0, 0, MaxPort);
        var report = NumberOption.Create("--report-port", "Where report listens; 0 is any free port.", 0, 0, MaxPort);
        var command = new ExampleCommand(
            "serve",
            "Run fetch, aggregate and report on this machine until Ctrl-C.",
            Details,
            "isotherm serve",
            "isotherm serve --fetch-port 8080 --aggregate-port 8081 --report-port 8082 --output ./local")
        {
            output, database, bucket, fetch, aggregate, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new ServeRequest(
                parsed.GetRequiredValue(output),
                parsed.GetValue(database),
                parsed.GetValue(bucket),
                parsed.GetValue(fetch),
                parsed.GetValue(aggregate),
                parsed.GetValue(report));
            return RunAsync(request, surroundings, cancellation);
        });
        return command;
    }

    private static Option<string?> DatabaseOption() => new("--database")
    {
        Description = "sqlite:PATH or a MySQL connection string. "
            + "Else DATABASE of the environment, else a file in the folder.",
        HelpName = "LOCATION",
    };

    private static Option<string?> BucketOption() => new("--bucket")
    {
        Description = "gs://BUCKET or file:PATH. Else RAW_BUCKET of the environment, else a folder in the folder.",
        HelpName = "LOCATION",
    };

    private static async Task<int> RunAsync(
        ServeRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        if (request.Output.Length == 0) return surroundings.Misuse("serve", "--output is empty: name a folder.");
        var folder = new DemoFolder(surroundings.PathOf(request.Output));
        if (File.Exists(folder.Path))
            return surroundings.Fail($"{folder.Path} is a file: name a folder with --output.");
        var location = Locations.GivenDatabase(surroundings, request.Database) ?? Locations.Sqlite(folder.Database);
        var database = Locations.Services(surroundings).OpenDatabase(location, out var refusal);
        if (database is null) return surroundings.Misuse("serve", refusal ?? "The database cannot be opened.");
        var place = Locations.GivenRawBucket(surroundings, request.Bucket) ?? Locations.Folder(folder.Bucket);
        if (!Locations.OpenBucket(surroundings, place).Is(out var bucket, out refusal))
            return surroundings.Misuse("serve", refusal);
        if (ServedApi.Mistake(surroundings) is { } mistake) return surroundings.Misuse("serve", mistake);
        await using var api = await ServedApi.OpenAsync(surroundings, cancellation);
        var service = new Service(folder, place, bucket, database, api, surroundings);
        return await service.RunAsync(request, location, cancellation);
    }
}
